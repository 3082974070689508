package hudson;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import hudson.util.ArgumentListBuilder;
import io.jenkins.embedded.controller.StartGuard;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Starts processes on a node; here always on this machine. */
public abstract class Launcher {
  protected final TaskListener listener;
  protected final VirtualChannel channel;

  protected Launcher(TaskListener listener, VirtualChannel channel) {
    this.listener = listener;
    this.channel = channel;
  }

  protected Launcher(Launcher launcher) {
    this(launcher.listener, launcher.channel);
  }

  public VirtualChannel getChannel() {
    return channel;
  }

  public TaskListener getListener() {
    return listener;
  }

  public final ProcStarter launch() {
    return new ProcStarter();
  }

  public abstract Proc launch(ProcStarter starter) throws IOException;

  /** Ends all processes whose environment has these variables. */
  public abstract void kill(Map<String, String> modelEnvVars)
      throws IOException, InterruptedException;

  public boolean isUnix() {
    return File.pathSeparatorChar == ':';
  }

  /** {@code [directory] $ command …}, masked arguments as stars. */
  protected final void maskedPrintCommandLine(
      List<String> command, boolean[] mask, FilePath workDir) {
    StringBuilder line = new StringBuilder();
    if (workDir != null) {
      line.append('[').append(workDir.getName()).append("] ");
    }
    line.append('$');
    for (int i = 0; i < command.size(); i++) {
      String argument = mask != null && mask.length > i && mask[i] ? "******" : command.get(i);
      line.append(' ').append(argument.indexOf(' ') < 0 ? argument : '"' + argument + '"');
    }
    listener.getLogger().println(line);
  }

  /** What to start and with which streams; {@link #start} or {@link #join} starts it. */
  public final class ProcStarter {
    protected List<String> commands;
    protected boolean[] masks;
    protected FilePath pwd;
    protected OutputStream stdout;
    protected OutputStream stderr;
    protected InputStream stdin = new ByteArrayInputStream(new byte[0]);
    protected String[] envs = {};
    private boolean quiet;
    private boolean readStdout;

    public ProcStarter cmds(String... args) {
      return cmds(Arrays.asList(args));
    }

    public ProcStarter cmds(List<String> args) {
      commands = new ArrayList<>(args);
      return this;
    }

    public ProcStarter cmds(ArgumentListBuilder args) {
      masks = args.toMaskArray();
      return cmds(args.toList());
    }

    public List<String> cmds() {
      return commands;
    }

    public ProcStarter masks(boolean... masks) {
      this.masks = masks;
      return this;
    }

    public boolean[] masks() {
      return masks;
    }

    /** Does not print the command line. */
    public ProcStarter quiet(boolean quiet) {
      this.quiet = quiet;
      return this;
    }

    public boolean quiet() {
      return quiet;
    }

    public ProcStarter pwd(FilePath workDir) {
      this.pwd = workDir;
      return this;
    }

    public FilePath pwd() {
      return pwd;
    }

    public ProcStarter stdout(OutputStream out) {
      this.stdout = out;
      return this;
    }

    public ProcStarter stdout(TaskListener out) {
      return stdout(out.getLogger());
    }

    public OutputStream stdout() {
      return stdout;
    }

    /** Without one, errors go where the output goes. */
    public ProcStarter stderr(OutputStream err) {
      this.stderr = err;
      return this;
    }

    public OutputStream stderr() {
      return stderr;
    }

    public ProcStarter stdin(InputStream in) {
      this.stdin = in;
      return this;
    }

    public InputStream stdin() {
      return stdin;
    }

    /** Added to the node's own environment. */
    public ProcStarter envs(Map<String, String> overrides) {
      this.envs = Util.mapToEnv(overrides);
      return this;
    }

    public ProcStarter envs(String... overrides) {
      this.envs = overrides == null ? new String[0] : overrides.clone();
      return this;
    }

    public String[] envs() {
      return envs.clone();
    }

    /** The output is read by {@link Proc#getStdout}. */
    public ProcStarter readStdout() {
      readStdout = true;
      stdout = null;
      return this;
    }

    boolean readsStdout() {
      return readStdout;
    }

    public Proc start() throws IOException {
      StartGuard.check("Launcher started " + (commands == null ? "nothing" : commands.get(0)));
      return launch(this);
    }

    public int join() throws IOException, InterruptedException {
      return start().join();
    }
  }

  /** Starts processes of this machine. */
  public static class LocalLauncher extends Launcher {
    public LocalLauncher(TaskListener listener) {
      this(listener, FilePath.localChannel);
    }

    public LocalLauncher(TaskListener listener, VirtualChannel channel) {
      super(listener, channel);
    }

    @Override
    public Proc launch(ProcStarter starter) throws IOException {
      if (!starter.quiet()) {
        maskedPrintCommandLine(starter.cmds(), starter.masks(), starter.pwd());
      }
      return LocalProcess.start(starter);
    }

    @Override
    public void kill(Map<String, String> modelEnvVars) throws InterruptedException {
      ProcessTrees.killByEnvironment(modelEnvVars);
    }
  }
}
