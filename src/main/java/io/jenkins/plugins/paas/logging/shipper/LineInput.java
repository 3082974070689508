package io.jenkins.plugins.paas.logging.shipper;

import io.jenkins.plugins.paas.core.http.AddressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP input of a shipper that takes lines: rsyslog's {@code imtcp}, Logstash's {@code tcp}. Only
 * writes; nothing that comes back is read.
 */
public record LineInput(String host, int port) {

  private static final Pattern GRAMMAR =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
  private static final int TIMEOUT_MILLIS = 5000;

  /**
   * @throws IllegalArgumentException with the text and the grammar
   */
  public static LineInput parse(String text) {
    Matcher matcher = GRAMMAR.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "input '" + text + "' must be host:port of a TCP input, such as 127.0.0.1:5140");
    }
    return new LineInput(matcher.group(1), port);
  }

  /** Sends one line. */
  public void write(String line) throws IOException {
    try (Socket socket = new Socket()) {
      InetAddress address = InetAddress.getByName(host);
      AddressGuard.system().check(address, host); // the Jenkinsfile names it
      socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException("The shipper's input " + this + " takes no line: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
