package hudson;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** A process of this machine whose streams are copied by threads of its own. */
final class LocalProcess extends Proc {
  private final Process process;
  private final Thread[] copiers;
  private final boolean readStdout;

  private LocalProcess(Process process, boolean readStdout, Thread... copiers) {
    this.process = process;
    this.readStdout = readStdout;
    this.copiers = copiers;
  }

  static LocalProcess start(Launcher.ProcStarter starter) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(starter.cmds());
    Map<String, String> environment = builder.environment();
    for (String variable : starter.envs()) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    if (starter.pwd() != null) {
      builder.directory(new File(starter.pwd().getRemote()));
    }
    boolean merged = starter.stderr() == null;
    builder.redirectErrorStream(merged);
    Process process = builder.start();
    Thread out =
        starter.readsStdout() ? null : copy(process.getInputStream(), starter.stdout(), "stdout");
    Thread err = merged ? null : copy(process.getErrorStream(), starter.stderr(), "stderr");
    // not waited for: a process may end without reading all its input
    feed(starter.stdin(), process.getOutputStream());
    return new LocalProcess(process, starter.readsStdout(), out, err);
  }

  private static Thread copy(InputStream in, OutputStream out, String name) {
    Thread thread =
        new Thread(
            () -> {
              try (in) {
                in.transferTo(out == null ? OutputStream.nullOutputStream() : out);
                if (out != null) {
                  out.flush();
                }
              } catch (IOException e) {
                // the process was killed, or the receiver is gone: join() tells the status
              }
            },
            "copy " + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void feed(InputStream in, OutputStream out) {
    if (in == null) {
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              try (out) {
                in.transferTo(out);
              } catch (IOException e) {
                // the process ended without reading all its input
              }
            },
            "copy stdin");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void kill() throws InterruptedException {
    ProcessTrees.kill(process.toHandle());
    join();
  }

  @Override
  public int join() throws InterruptedException {
    try {
      int status = process.waitFor();
      for (Thread copier : copiers) {
        if (copier != null) {
          copier.join();
        }
      }
      return status;
    } catch (InterruptedException e) {
      ProcessTrees.kill(process.toHandle());
      throw e;
    }
  }

  @Override
  public InputStream getStdout() {
    return readStdout ? process.getInputStream() : null;
  }

  @Override
  public InputStream getStderr() {
    return null;
  }

  @Override
  public OutputStream getStdin() {
    return null;
  }
}
