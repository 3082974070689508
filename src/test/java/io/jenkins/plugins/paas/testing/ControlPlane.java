package io.jenkins.plugins.paas.testing;

import io.jenkins.embedded.platform.process.LocalServices;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The control plane that {@code ../shared/tools/kube-control-plane} builds and starts, one a
 * machine: its hollow node cannot be there twice. Test runs at the same time share it; each holds a
 * shared lock, and the one that finds itself the last stops it. What a killed run left is used, and
 * stopped, by the next.
 */
final class ControlPlane {

  private static final Pattern VARIABLE = Pattern.compile("(KUBE\\w*)=(\\S+)");
  private static final Path HOME =
      Path.of(System.getProperty("user.home"), ".cache", "paas-test-kubernetes");
  private static final Path STATE = HOME.resolve("state");
  private static final Path VARIABLES = HOME.resolve("variables");
  private static final int NOT_BUILT = 2;
  private static final int FIRST_PORT = 26443;
  private static final int PORTS = 7;
  private static final int MINUTES = 3;

  private static FileLock used;

  private ControlPlane() {}

  /**
   * The variables that the tool prints ({@code KUBE_URL}, {@code KUBECONFIG} …), or empty where it
   * is not there or not built.
   */
  static synchronized Optional<Map<String, String>> start() throws IOException {
    Optional<Path> tool = tool();
    if (tool.isEmpty()) {
      return Optional.empty();
    }
    Files.createDirectories(HOME);
    try (FileChannel gate = channel("start.lock");
        FileLock ignored = gate.lock()) {
      if (!runs()) {
        if (Files.exists(STATE)) {
          call(tool.get(), "stop"); // of a run that was killed, where only some are left
        }
        LocalServices.deleteTree(STATE);
        int code = call(tool.get(), "start");
        if (code == NOT_BUILT) {
          return Optional.empty();
        }
        if (code != 0) {
          throw new IOException(tool.get() + " start failed, see " + HOME.resolve("start.log"));
        }
      }
      used = channel("use.lock").lock(0, 1, true);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tool.get()), "control-plane"));
      return Optional.of(variables());
    }
  }

  private static void stop(Path tool) {
    try (FileChannel gate = channel("start.lock");
        FileLock ignored = gate.lock()) {
      used.release();
      try (FileLock last = used.channel().tryLock()) {
        if (last != null) {
          call(tool, "stop");
          LocalServices.deleteTree(STATE);
          Files.deleteIfExists(VARIABLES);
        }
      }
    } catch (IOException e) {
      System.err.println("the control plane in " + STATE + " may still run: " + e);
    }
  }

  /** The tool is beside the project, outside of the repository; a worktree may be deeper. */
  private static Optional<Path> tool() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path tool = at.resolve("shared/tools/kube-control-plane");
      if (Files.isExecutable(tool)) {
        return Optional.of(tool);
      }
    }
    return Optional.empty();
  }

  private static boolean runs() throws IOException {
    if (!Files.exists(VARIABLES)) {
      return false;
    }
    for (String program : new String[] {"etcd", "kube-apiserver", "kubemark"}) {
      Path file = STATE.resolve(program + ".pid");
      boolean alive =
          Files.exists(file)
              && ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                  .map(ProcessHandle::isAlive)
                  .orElse(false);
      if (!alive) {
        return false;
      }
    }
    return true;
  }

  private static int call(Path tool, String verb) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(tool.toString(), verb, STATE.toString());
    builder.environment().put("PORT", String.valueOf(port()));
    builder.redirectError(HOME.resolve(verb + ".log").toFile());
    builder.redirectOutput(
        verb.equals("start") ? VARIABLES.toFile() : HOME.resolve("out").toFile());
    Process process = builder.start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
        throw new IOException(tool + " " + verb + " took more than " + MINUTES + " min");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return process.exitValue();
  }

  private static int port() throws IOException {
    int port = FIRST_PORT;
    while (!isFree(port)) {
      port += PORTS;
    }
    return port;
  }

  private static boolean isFree(int first) {
    for (int port = first; port < first + PORTS; port++) {
      try (java.net.ServerSocket socket = new java.net.ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new java.net.InetSocketAddress("127.0.0.1", port));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables() throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    Matcher each = VARIABLE.matcher(Files.readString(VARIABLES));
    while (each.find()) {
      variables.put(each.group(1), each.group(2));
    }
    return variables;
  }

  private static FileChannel channel(String name) throws IOException {
    return FileChannel.open(
        HOME.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }
}
