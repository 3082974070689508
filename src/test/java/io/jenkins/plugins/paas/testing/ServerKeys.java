package io.jenkins.plugins.paas.testing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key with a certificate of an authority of its own, made by the JDK's keytool. */
public final class ServerKeys {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String STORE = "keys.p12";

  private final Path directory;

  private ServerKeys(Path directory) {
    this.directory = directory;
  }

  /**
   * @param from the beginning as keytool takes it: {@code -40d}, {@code -1H}
   * @param days how long it is good for
   */
  public static ServerKeys make(Path directory, String from, int days) throws Exception {
    ServerKeys keys = new ServerKeys(Files.createDirectories(directory));
    keys.keytool(
        "-genkeypair",
        "-alias",
        "ca",
        "-dname",
        "CN=Test CA",
        "-ext",
        "bc:c",
        "-keyalg",
        "EC",
        "-startdate",
        "-400d",
        "-validity",
        "800");
    keys.keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-dname",
        "CN=localhost",
        "-keyalg",
        "EC",
        "-signer",
        "ca",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-startdate",
        from,
        "-validity",
        String.valueOf(days));
    keys.keytool("-exportcert", "-alias", "ca", "-rfc", "-file", "ca.pem");
    return keys;
  }

  /** PEM text of the authority. */
  public String ca() throws IOException {
    return Files.readString(directory.resolve("ca.pem"));
  }

  /** The server's certificate, for servers that read files. */
  public Path certificate() throws Exception {
    return pem("server.pem", "CERTIFICATE", store().getCertificate("server").getEncoded());
  }

  /** The server's key, for servers that read files. */
  public Path key() throws Exception {
    return pem("server.key", "PRIVATE KEY", store().getKey("server", PASSWORD).getEncoded());
  }

  private Path pem(String file, String what, byte[] bytes) throws IOException {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return Files.writeString(
        directory.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  /** A server on a free port of loopback; to be started, and stopped. */
  public HttpsServer server() throws Exception {
    return server(InetAddress.getLoopbackAddress());
  }

  /** The same on another address of this machine. */
  public HttpsServer server(InetAddress address) throws Exception {
    KeyStore only = KeyStore.getInstance("PKCS12");
    only.load(null, null);
    Certificate certificate = store().getCertificate("server");
    only.setKeyEntry(
        "server", store().getKey("server", PASSWORD), PASSWORD, new Certificate[] {certificate});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(only, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  private KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve(STORE))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", STORE, "-storepass", new String(PASSWORD)));
    Path log = directory.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
  }
}
