package io.jenkins.plugins.paas.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A stand-in, in front of an API server, for the two things that need a node: {@code pods/exec}
 * over a WebSocket (RFC 6455, subprotocol {@code v4.channel.k8s.io}) and {@code pods/log}. The rest
 * passes through; one request a connection.
 */
public final class PodFront implements AutoCloseable {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final URI upstream;
  private volatile StandInKubelet kubelet;
  private volatile int ran;

  public PodFront(URI upstream) throws IOException {
    this.upstream = upstream;
    daemon(this::accept);
  }

  public void kubelet(StandInKubelet value) {
    kubelet = value;
  }

  /** How many commands have run. */
  public int commands() {
    return ran;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "pod-front");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String head = head(socket.getInputStream());
      String path = head.isEmpty() ? "" : head.split(" ")[1];
      if (path.contains("/exec?")) {
        exec(socket, head, path);
      } else if (path.contains("/log?")) {
        byte[] body = kubelet.timedLog().getBytes(UTF_8);
        String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length;
        socket.getOutputStream().write((answer + "\r\n\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().write(body);
      } else if (!head.isEmpty()) {
        pass(socket, head);
      }
    } catch (Exception e) {
      // the client sees a broken connection, which is what happened
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (b == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(ISO_8859_1);
      }
    }
    return "";
  }

  private void pass(Socket socket, String head) throws IOException {
    try (Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
      String once =
          head.replaceAll("(?im)^Connection:.*\r\n", "")
              .replaceFirst("\r\n", "\r\nConnection: close\r\n");
      server.getOutputStream().write(once.getBytes(ISO_8859_1));
      daemon(
          () -> {
            try {
              socket.getInputStream().transferTo(server.getOutputStream());
            } catch (IOException e) {
              // one of the two has gone
            }
          });
      server.getInputStream().transferTo(socket.getOutputStream());
    }
  }

  private void exec(Socket socket, String head, String path) throws Exception {
    String key = head.replaceFirst("(?is).*\nSec-WebSocket-Key: *(\\S+).*", "$1");
    byte[] sum = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(sum)
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    List<String> words = new ArrayList<>();
    for (String parameter : path.replaceFirst("^[^?]*\\?", "").split("&")) {
      if (parameter.startsWith("command=")) {
        String word = URLDecoder.decode(parameter.substring(8), UTF_8);
        words.add(kubelet == null ? word : kubelet.here(word));
      }
    }
    Process command = new ProcessBuilder(words).redirectErrorStream(true).start();
    daemon(() -> input(socket, command));
    byte[] said = command.getInputStream().readAllBytes();
    int status = command.waitFor();
    ran++;
    send(out, 1, said);
    String verdict =
        status == 0
            ? "{\"status\":\"Success\"}"
            : "{\"status\":\"Failure\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\""
                + status
                + "\"}]}}";
    send(out, 3, verdict.getBytes(UTF_8));
    out.write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8}); // closed normally
    out.flush();
    socket.setSoTimeout(2000);
    socket.getInputStream().read();
  }

  /** What the client sends on channel 0 goes to the command. */
  private static void input(Socket socket, Process command) {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream to = command.getOutputStream();
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte() & 0x7f;
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) size);
        for (int i = 0; i < payload.length; i++) {
          payload[i] ^= mask[i % 4];
        }
        if (opcode == 8) {
          return;
        }
        if (opcode == 2 && payload.length > 1 && payload[0] == 0) {
          to.write(payload, 1, payload.length - 1);
          to.flush();
        }
      }
    } catch (IOException e) {
      // the command ended, or the client went away
    }
  }

  private static void send(OutputStream out, int channel, byte[] content) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x82);
    int size = content.length + 1;
    if (size < 126) {
      frame.write(size);
    } else {
      frame.write(126);
      frame.write(size >> 8);
      frame.write(size & 0xff);
    }
    frame.write(channel);
    frame.write(content);
    out.write(frame.toByteArray());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
