package io.jenkins.plugins.paas.image.build;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Passes connections to loopback on to an HTTP server there, and ends at once those that begin with
 * TLS: the JDK's server would wait for the end of that "line" until jib gives up.
 */
final class PlainFront implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(PlainFront.class.getName());
  private static final int TLS_HANDSHAKE = 0x16; // RFC 8446, section 5.1: ContentType

  private final ServerSocket listener;
  private final int server;
  private final Executor threads;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private PlainFront(ServerSocket listener, int server, Executor threads) {
    this.listener = listener;
    this.server = server;
    this.threads = threads;
  }

  /**
   * @param server the port of the HTTP server
   */
  static PlainFront of(int server, Executor threads) throws IOException {
    PlainFront front =
        new PlainFront(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), server, threads);
    threads.execute(front::accept);
    return front;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        client.setTcpNoDelay(true);
        open.add(client);
        threads.execute(() -> pass(client));
      } catch (IOException e) {
        LOGGER.log(Level.FINE, "The front on port " + port() + " ends", e);
      }
    }
  }

  private void pass(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      int first = in.read();
      if (first < 0 || first == TLS_HANDSHAKE) {
        return;
      }
      try (Socket to = new Socket(InetAddress.getLoopbackAddress(), server)) {
        to.setTcpNoDelay(true);
        threads.execute(() -> back(to, client));
        to.getOutputStream().write(first);
        in.transferTo(to.getOutputStream());
      }
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "A connection to the front ended early", e);
    } finally {
      open.remove(client);
    }
  }

  private static void back(Socket from, Socket client) {
    try (client) {
      from.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "A connection to the front ended early", e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
