package io.jenkins.plugins.paas.testing;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A real data service on a port of loopback, as DBAs or storage engineers would run it. */
public final class DataServer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final Deque<WatchedProcess> processes = new ArrayDeque<>();
  private final Path directory;
  private final int port;

  private DataServer(Path directory) throws IOException {
    this.directory = directory;
    this.port = LocalServices.freePort();
  }

  /** Its address as host:port. */
  public String endpoint() {
    return "127.0.0.1:" + port;
  }

  /**
   * @param password that clients must give
   */
  public static DataServer redis(Path directory, String password) throws IOException {
    String program = RealServices.program("redis-server", "redis-server").toString();
    DataServer server = new DataServer(directory);
    server.start(
        "redis",
        List.of(
            program,
            "--port",
            "" + server.port,
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--requirepass",
            password));
    return server;
  }

  /**
   * @param directory within directories that everybody may enter: the server refuses to be root
   */
  public static DataServer postgres(Path directory) throws IOException, InterruptedException {
    Path bin = RealServices.program("postgres", "postgresql").toRealPath().getParent();
    String setpriv = RealServices.program("setpriv", "util-linux").toString();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    String data = directory.resolve("data").toString();
    List<String> user = List.of(setpriv, "--reuid=postgres", "--regid=postgres", "--clear-groups");
    DataServer server = new DataServer(directory);
    server.run(joined(user, bin.resolve("initdb").toString(), "-D", data, "-A", "trust"));
    server.start(
        "postgres",
        joined(
            user,
            bin.resolve("postgres").toString(),
            "-D",
            data,
            "-p",
            "" + server.port,
            "-c",
            "listen_addresses=127.0.0.1",
            "-k",
            directory.toString()));
    return server;
  }

  /** The MariaDB server, which speaks MySQL's protocol. */
  public static DataServer mysql(Path directory) throws IOException, InterruptedException {
    String program = RealServices.program("mariadbd", "mariadb-server").toString();
    String install = RealServices.program("mariadb-install-db", "mariadb-server").toString();
    List<String> own =
        List.of("--no-defaults", "--user=root", "--datadir=" + directory.resolve("data"));
    DataServer server = new DataServer(directory);
    List<String> made = joined(List.of(install), own.toArray(new String[0]));
    server.run(
        joined(made, "--auth-root-authentication-method=normal", "--skip-test-db", "--force"));
    List<String> command = joined(List.of(program), own.toArray(new String[0]));
    server.start(
        "mysql",
        joined(
            command,
            "--bind-address=127.0.0.1",
            "--port=" + server.port,
            "--innodb-buffer-pool-size=8M",
            "--socket=" + directory.resolve("socket")));
    return server;
  }

  /** Takes half a minute, most of it Erlang's. Its port mapper is one of its own. */
  public static DataServer rabbitmq(Path directory) throws IOException {
    String mapper = RealServices.program("epmd", "erlang-base").toString();
    RealServices.program("rabbitmq-server", "rabbitmq-server");
    DataServer server = new DataServer(directory);
    int names = LocalServices.freePort();
    server.processes.push(
        WatchedProcess.startUnaware(
            "epmd", directory, List.of(mapper, "-port", "" + names, "-address", "127.0.0.1")));
    server.start(
        "rabbitmq",
        List.of(
            "/usr/bin/env",
            "HOME=" + directory,
            "ERL_EPMD_PORT=" + names,
            "ERL_EPMD_ADDRESS=127.0.0.1",
            "RABBITMQ_NODENAME=test@localhost",
            "RABBITMQ_NODE_IP_ADDRESS=127.0.0.1",
            "RABBITMQ_NODE_PORT=" + server.port,
            "RABBITMQ_DIST_PORT=" + LocalServices.freePort(),
            "RABBITMQ_MNESIA_BASE=" + directory.resolve("data"),
            "RABBITMQ_LOG_BASE=" + directory.resolve("log"),
            "RABBITMQ_CONFIG_FILE=" + directory.resolve("none"),
            "RABBITMQ_ENABLED_PLUGINS_FILE=" + directory.resolve("plugins"),
            "RABBITMQ_FEATURE_FLAGS_FILE=" + directory.resolve("features"),
            "RABBITMQ_PID_FILE=" + directory.resolve("server.pid"),
            // Debian's command in the PATH would become the user rabbitmq, who owns nothing here
            "/usr/lib/rabbitmq/bin/rabbitmq-server"));
    return server;
  }

  /** An S3 endpoint that keeps its buckets in files. */
  public static DataServer s3(Path directory, String user, String password) throws IOException {
    Path classPath =
        RealServices.file(
            "s3proxy",
            Path.of(System.getProperty("paas.target", "target"), "s3proxy.classpath"),
            "run mvn generate-test-resources");
    DataServer server = new DataServer(directory);
    Path blobs = Files.createDirectory(directory.resolve("blobs"));
    Path settings =
        Files.writeString(
            directory.resolve("s3proxy.properties"),
            """
            s3proxy.authorization=aws-v4
            s3proxy.endpoint=http://%s
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.identity=local
            jclouds.credential=local
            jclouds.filesystem.basedir=%s
            """
                .formatted(server.endpoint(), user, password, blobs));
    server.start(
        "s3proxy",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            Files.readString(classPath).strip(),
            "org.gaul.s3proxy.Main",
            "--properties",
            settings.toString()));
    return server;
  }

  @Override
  public void close() {
    processes.forEach(WatchedProcess::close);
  }

  private void start(String name, List<String> command) throws IOException {
    WatchedProcess process = WatchedProcess.startUnaware(name, directory, command);
    processes.push(process);
    try {
      process.awaitReady(LIMIT, this::listens);
    } catch (IOException e) {
      close();
      throw e;
    }
    RealServices.ran(name);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = directory.resolve("prepare.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(command.get(0) + ": " + Files.readString(log));
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  private static List<String> joined(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all;
  }
}
