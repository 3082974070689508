package io.jenkins.embedded.platform.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Listens in front of the JDK's HTTP server and closes what begins with a TLS handshake. Engines
 * and jib try HTTPS first and fall back to HTTP when the handshake fails, but the JDK's server
 * would wait for a request line in those bytes until the client gives up.
 */
final class PlainHttpGate implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(PlainHttpGate.class.getName());
  private static final int TLS_HANDSHAKE = 0x16;

  private final ServerSocket listening;
  private final InetSocketAddress server;
  private final Executor threads;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  PlainHttpGate(InetSocketAddress server, Executor threads) throws IOException {
    this.server = server;
    this.threads = threads;
    this.listening = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          LOGGER.log(Level.WARNING, "embedded registry: a connection was lost", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket inner = new Socket()) {
      client.setTcpNoDelay(true);
      inner.setTcpNoDelay(true);
      open.add(inner);
      int first = client.getInputStream().read();
      if (first < 0 || first == TLS_HANDSHAKE) {
        return;
      }
      inner.connect(server);
      inner.getOutputStream().write(first);
      threads.execute(() -> copy(inner, client));
      copy(client, inner);
      open.remove(inner);
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "a client of the embedded registry left", e);
    } finally {
      open.remove(client);
    }
  }

  /** Copies until the end of the input, which ends both connections. */
  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "a connection of the embedded registry ended", e);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "closing the embedded registry", e);
    }
  }
}
