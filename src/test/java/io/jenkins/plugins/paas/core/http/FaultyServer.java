package io.jenkins.plugins.paas.core.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * An HTTP server on loopback that fails as told, with real sockets: scripted answers first, then
 * the fallback (a fixed function, or a server behind it). One request a connection.
 */
public final class FaultyServer implements AutoCloseable {

  /** A request as it arrived. */
  public record Request(String method, String path, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** What to do with one request. */
  public record Fault(
      String name, int status, Map<String, String> headers, String body, boolean forward) {}

  private static final String FORWARDED = "forwarded";
  private static final Set<String> OWN =
      Set.of(
          "host", "content-length", "connection", "transfer-encoding", "upgrade", "http2-settings");

  private final ServerSocket socket;
  private final Deque<Fault> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Function<Request, Fault> fallback;
  private volatile String onlyMethod;
  private volatile String onlyPath = "";
  private volatile String hidden = "";

  private FaultyServer(Function<Request, Fault> fallback) throws IOException {
    this.fallback = fallback;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(this::accept, "faulty-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Answers everything that is not scripted with 404. */
  public static FaultyServer start() throws IOException {
    return start(request -> answer(404, "{\"message\":\"nothing scripted\"}"));
  }

  public static FaultyServer start(Function<Request, Fault> fallback) throws IOException {
    return new FaultyServer(fallback);
  }

  /** Hands everything that is not scripted to a server behind it. */
  public static FaultyServer inFrontOf(URI target) throws IOException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new FaultyServer(request -> forward(client, target, request));
  }

  public static Fault answer(int status, String body, String... headers) {
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.put("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return new Fault("answer", status, map, body, false);
  }

  /** Resets the connection; the request never reaches what is behind. */
  public static Fault resetBefore() {
    return new Fault("reset", 0, Map.of(), "", false);
  }

  /** Lets the request through and resets before the answer. */
  public static Fault resetAfter() {
    return new Fault("reset", 0, Map.of(), "", true);
  }

  /** Announces the whole body and ends in its middle. */
  public static Fault truncated(String body) {
    return new Fault("truncate", 200, Map.of("Content-Type", "application/json"), body, false);
  }

  /** Takes the request and never answers. */
  public static Fault silent() {
    return new Fault("silent", 0, Map.of(), "", false);
  }

  /** Lets the request through and never answers. */
  public static Fault silentAfter() {
    return new Fault("silent", 0, Map.of(), "", true);
  }

  public FaultyServer then(Fault... faults) {
    synchronized (script) {
      script.addAll(List.of(faults));
    }
    return this;
  }

  /** Only such requests take from the script; a {@code null} method means any. */
  public FaultyServer only(String method, String pathPart) {
    onlyMethod = method;
    onlyPath = pathPart;
    return this;
  }

  /** Takes this header out of each answer, as something older would not have sent it. */
  public FaultyServer hide(String header) {
    hidden = header;
    return this;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public long count(String method, String pathPart) {
    return requests.stream()
        .filter(r -> r.method().equals(method) && r.path().contains(pathPart))
        .count();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread thread = new Thread(() -> serve(connection), "faulty-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Request request = read(new BufferedInputStream(connection.getInputStream()));
      if (request == null) {
        return;
      }
      requests.add(request);
      Fault fault = next(request);
      if (fault.forward()) {
        fallback.apply(request);
      }
      if (fault.name().equals("silent")) {
        closed.await();
      } else if (fault.name().equals("reset")) {
        connection.setSoLinger(true, 0);
      } else {
        write(connection.getOutputStream(), fault, request.method(), hidden);
      }
    } catch (IOException e) {
      // the client went away, which is its right
      open.remove(connection);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }

  private Fault next(Request request) {
    boolean scripted =
        (onlyMethod == null || onlyMethod.equals(request.method()))
            && request.path().contains(onlyPath);
    synchronized (script) {
      Fault fault = scripted ? script.poll() : null;
      return fault != null ? fault : fallback.apply(request);
    }
  }

  private static Request read(InputStream in) throws IOException {
    String start = line(in);
    if (start == null || start.isEmpty() || start.charAt(0) == 0x16) {
      return null; // 0x16 begins a TLS handshake: a client that tries HTTPS first
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    byte[] body;
    if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int n = Integer.parseInt(line(in), 16); n > 0; n = Integer.parseInt(line(in), 16)) {
        bytes.write(in.readNBytes(n));
        line(in);
      }
      body = bytes.toByteArray();
    } else {
      body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
    }
    String[] parts = start.split(" ");
    return new Request(parts[0], parts[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return bytes.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
      }
      bytes.write(c);
    }
    return null;
  }

  private static void write(OutputStream out, Fault fault, String method, String hidden)
      throws IOException {
    boolean forwarded = fault.name().equals(FORWARDED);
    byte[] body =
        fault.body().getBytes(forwarded ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + fault.status() + " scripted\r\n");
    fault.headers().entrySet().stream()
        .filter(e -> !e.getKey().equalsIgnoreCase(hidden))
        .forEach(e -> head.append(e.getKey()).append(": ").append(e.getValue()).append("\r\n"));
    head.append("Connection: close\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!method.equals("HEAD")) {
      out.write(body, 0, fault.name().equals("truncate") ? body.length / 2 : body.length);
    }
    out.flush();
  }

  private static Fault forward(HttpClient client, URI target, Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(target + request.path()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().keySet().stream()
        .filter(k -> !OWN.contains(k.toLowerCase(Locale.ROOT)))
        .forEach(k -> builder.header(k, request.headers().get(k)));
    try {
      HttpResponse<byte[]> answer =
          client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      answer
          .headers()
          .map()
          .forEach(
              (k, v) -> {
                if (!k.startsWith(":") && !OWN.contains(k.toLowerCase(Locale.ROOT))) {
                  headers.put(k, v.get(0));
                }
              });
      String body = new String(answer.body(), StandardCharsets.ISO_8859_1); // byte by byte
      return new Fault(FORWARDED, answer.statusCode(), headers, body, false);
    } catch (IOException e) {
      return answer(502, "{\"message\":\"" + e.getClass().getSimpleName() + "\"}");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return resetBefore();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
