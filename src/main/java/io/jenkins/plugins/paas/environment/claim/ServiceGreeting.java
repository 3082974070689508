package io.jenkins.plugins.paas.environment.claim;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Connects to a data service and sees whether it speaks its protocol: the first bytes that a client
 * sends, and how the answer begins. No credentials are tried.
 */
public final class ServiceGreeting {

  private static final int ENOUGH = 12;

  // sources: PostgreSQL 55.7 SSLRequest; MySQL HandshakeV10; RESP PING; AMQP 0-9-1 2.2.4; Kafka
  // ApiVersions v0; MongoDB OP_MSG with hello; HTTP/1.0; RFC 5531 NULL call of NFS (100003)
  private static final Map<String, ServiceGreeting> BY_TYPE =
      Map.of(
          "postgresql", of("00000008 04d2162f", a -> "SNE".indexOf(a[0]) >= 0, 1),
          "mysql", of("", a -> a[4] == 10 || a[4] == -1, 5),
          "redis", text("PING\r\n", a -> a[0] == '+' || a[0] == '-', 1),
          "rabbitmq", of("414d5150 00000901", a -> a[0] == 1 || a[0] == 'A', 1),
          "kafka", of("00000010 0012 0000 00000070 0006 706161736163", a -> a[7] == 0x70, 8),
          "mongodb",
              of(
                  "34000000 70000000 00000000 dd070000 00000000 00"
                      + "1f000000 1068656c6c6f00 01000000 0224646200 06000000 61646d696e00 00",
                  a -> a[8] == 0x70,
                  ENOUGH),
          "s3", text("HEAD / HTTP/1.0\r\n\r\n", a -> a[0] == 'H' || a[0] == 0x15, 1),
          "nfs",
              of(
                  "80000028 70616173 00000000 00000002 000186a3 00000003 00000000"
                      + "00000000 00000000 00000000 00000000",
                  a -> a[4] == 0x70 && a[5] == 0x61,
                  8));

  private final byte[] sent;
  private final Predicate<byte[]> fits;
  private final int length;

  private ServiceGreeting(byte[] sent, Predicate<byte[]> fits, int length) {
    this.sent = sent;
    this.fits = fits;
    this.length = length;
  }

  private static ServiceGreeting of(String hex, Predicate<byte[]> fits, int length) {
    return new ServiceGreeting(HexFormat.of().parseHex(hex.replace(" ", "")), fits, length);
  }

  private static ServiceGreeting text(String text, Predicate<byte[]> fits, int length) {
    return new ServiceGreeting(text.getBytes(StandardCharsets.US_ASCII), fits, length);
  }

  /**
   * Connects once.
   *
   * @param type the service's type by servicebinding.io
   * @param timeout for the connection, and again for the answer
   * @return what was seen, for the log
   * @throws ClaimFailure when nobody answers, or something else does
   */
  public static String of(String type, ServiceEndpoint endpoint, Duration timeout)
      throws ClaimFailure {
    ServiceGreeting greeting = BY_TYPE.get(type);
    int millis = Math.toIntExact(timeout.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis);
      if (greeting == null) {
        return endpoint + " takes connections; no protocol check for " + type;
      }
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(greeting.sent);
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      byte[] answer = in.readNBytes(greeting.length);
      if (answer.length == greeting.length && greeting.fits.test(answer)) {
        return endpoint + " answers as " + type;
      }
      throw new ClaimFailure(
          endpoint
              + " takes connections, but does not answer as "
              + type
              + " (first bytes: "
              + (answer.length == 0 ? "none" : HexFormat.ofDelimiter(" ").formatHex(answer))
              + "). Is it the right port?");
    } catch (ClaimFailure e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new ClaimFailure(
          endpoint
              + " ("
              + type
              + ") does not answer the controller: "
              + (e.getMessage() == null ? e : e.getMessage())
              + ". Check the endpoint, and whether a firewall is between.",
          e);
    }
  }
}
