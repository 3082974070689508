package io.jenkins.plugins.paas.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.paas.monitoring.prometheus.HttpSdStore;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a store as the page does, over HTTP on loopback: the embedded controller has no pages. Of
 * a request and a response it has what the page uses.
 */
public final class SdServer implements AutoCloseable {

  /** Where the page is. */
  public static final String PATH = "/paas/sd/staging";

  private final HttpServer server;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** What is done around each answer, such as measuring it. */
  public interface Around {
    void serve(Answer answer) throws IOException;
  }

  /** One answer. */
  public interface Answer {
    void give() throws IOException;
  }

  public SdServer(HttpSdStore store) throws IOException {
    this(store, Answer::give);
  }

  public SdServer(HttpSdStore store, Around around) throws IOException {
    this((request, response) -> TargetsAction.serve(store, request, response), around);
  }

  /** A page of the servlet API. */
  interface Page {
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  SdServer(Page page, Around around) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 8);
    server.setExecutor(thread);
    server.createContext(
        PATH,
        http -> {
          try (http) {
            Exchange exchange = new Exchange(http);
            around.serve(() -> page.answer(exchange.request(), exchange.response()));
            exchange.end();
          }
        });
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }

  /** The members of the servlet API that the page uses; any other fails. */
  private static final class Exchange {
    private final HttpExchange http;
    private int status = 200;
    private long length;
    private OutputStream body;

    Exchange(HttpExchange http) {
      this.http = http;
    }

    HttpServletRequest request() {
      return proxy(
          HttpServletRequest.class,
          (name, a) ->
              name.equals("getHeader")
                  ? http.getRequestHeaders().getFirst((String) a[0])
                  : unused(name));
    }

    HttpServletResponse response() {
      return proxy(
          HttpServletResponse.class,
          (name, a) -> {
            switch (name) {
              case "setHeader" -> http.getResponseHeaders().set((String) a[0], (String) a[1]);
              case "setContentType" -> http.getResponseHeaders().set("Content-Type", (String) a[0]);
              case "setContentLength" -> length = (int) a[0];
              case "setStatus", "sendError" -> status = (int) a[0];
              case "getOutputStream" -> {
                return output();
              }
              default -> unused(name);
            }
            return null;
          });
    }

    private static Object unused(String name) {
      throw new UnsupportedOperationException("the page did not use " + name + " so far");
    }

    private ServletOutputStream output() throws IOException {
      if (body == null) {
        http.sendResponseHeaders(status, length);
        body = http.getResponseBody();
      }
      return new ServletOutputStream() {
        @Override
        public void write(int b) throws IOException {
          body.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          body.write(bytes, from, count);
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          unused("setWriteListener");
        }
      };
    }

    void end() throws IOException {
      if (body == null) {
        http.sendResponseHeaders(status, -1);
      }
    }

    private interface Member {
      Object call(String name, Object[] arguments) throws IOException;
    }

    private static <T> T proxy(Class<T> type, Member member) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> member.call(method.getName(), arguments)));
    }
  }
}
