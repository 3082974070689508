package io.jenkins.plugins.paas.core.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps requests from addresses where clouds hand out credentials to whoever asks from a machine: a
 * Jenkinsfile may name a registry, and a server may name a token service, but neither may make this
 * controller read its own cloud account. An administrator allows them by the system property {@link
 * #ALLOW}. Thread-safe.
 */
public final class AddressGuard {

  /** {@code -Dio.jenkins.plugins.paas.allowLinkLocal=true} lets everything pass. */
  public static final String ALLOW = "io.jenkins.plugins.paas.allowLinkLocal";

  /**
   * Beside link-local addresses (169.254.0.0/16, where AWS, Azure, Google and Tencent answer, and
   * fe80::/10): Alibaba's and Azure's, and AWS' by IPv6. Each as its vendor documents it.
   */
  private static final List<byte[]> METADATA =
      List.of(
          bytes(100, 100, 100, 200),
          bytes(168, 63, 129, 16),
          bytes(0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54));

  /** Turns a name into addresses; tests have their own. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static final AddressGuard SYSTEM = new AddressGuard(InetAddress::getAllByName);

  private final Resolver resolver;

  AddressGuard(Resolver resolver) {
    this.resolver = resolver;
  }

  /** By the names that this machine knows. */
  public static AddressGuard system() {
    return SYSTEM;
  }

  /** A refusal; its message says how an administrator allows the address. */
  public static final class Forbidden extends IOException {
    private static final long serialVersionUID = 1L;

    Forbidden(String host, InetAddress address) {
      super(
          "the host "
              + host
              + " is at "
              + address.getHostAddress()
              + ", a link-local or metadata address of a cloud, where no system of a platform is."
              + " Correct the address; an administrator allows it by -D"
              + ALLOW
              + "=true");
    }
  }

  /**
   * Judges where a request would go. To be asked before it is sent, and again before anything of
   * the answer is used: the JVM remembers a name's addresses for a while, so the same answer twice
   * means that the connection went to what was judged.
   *
   * @throws Forbidden for an address that is refused; a name that does not resolve passes, since
   *     the connection will fail of it
   */
  public void check(HttpEndpoint endpoint, URI uri) throws Forbidden {
    String host = uri.getHost();
    if (host == null || Boolean.getBoolean(ALLOW)) {
      return;
    }
    if (isProxied(endpoint, uri) && !isLiteral(host)) {
      return; // the proxy resolves it, in its own network
    }
    for (InetAddress address : addresses(host)) {
      if (isForbidden(address)) {
        throw new Forbidden(host, address);
      }
    }
  }

  /** Judges an address that is connected to directly. */
  public void check(InetAddress address, String host) throws Forbidden {
    if (!Boolean.getBoolean(ALLOW) && isForbidden(address)) {
      throw new Forbidden(host, address);
    }
  }

  private InetAddress[] addresses(String host) {
    try {
      return resolver.resolve(host);
    } catch (UnknownHostException e) {
      return new InetAddress[0];
    }
  }

  static boolean isForbidden(InetAddress address) {
    if (address.isLinkLocalAddress()
        || METADATA.stream().anyMatch(m -> Arrays.equals(m, address.getAddress()))) {
      return true;
    }
    byte[] inner = embedded(address.getAddress());
    if (inner == null) {
      return false;
    }
    try {
      return isForbidden(InetAddress.getByAddress(inner));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** The IPv4 address in an IPv6 one: mapped, compatible, NAT64 (RFC 6052) or 6to4 (RFC 3056). */
  private static byte[] embedded(byte[] six) {
    if (six.length != 16) {
      return null;
    }
    boolean lowZero = true;
    for (int i = 4; i < 10; i++) {
      lowZero = lowZero && six[i] == 0;
    }
    boolean noPrefix = lowZero && six[0] == 0 && six[1] == 0 && six[2] == 0 && six[3] == 0;
    boolean mapped = noPrefix && six[10] == six[11] && (six[10] == 0 || six[10] == (byte) 0xff);
    boolean nat64 =
        six[0] == 0 && six[1] == 0x64 && six[2] == (byte) 0xff && six[3] == (byte) 0x9b && lowZero;
    if (mapped || nat64) {
      return Arrays.copyOfRange(six, 12, 16);
    }
    return six[0] == 0x20 && six[1] == 0x02 ? Arrays.copyOfRange(six, 2, 6) : null;
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+|0[xX][0-9a-fA-F.xX]+");
  }

  private static boolean isProxied(HttpEndpoint endpoint, URI uri) {
    return endpoint.proxy() != null
        && endpoint.proxy().select(uri).stream().anyMatch(p -> p.type() != Proxy.Type.DIRECT);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
