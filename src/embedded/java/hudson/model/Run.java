package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import io.jenkins.embedded.controller.ArtifactDirectory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.ArtifactManager;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;

/** One run of a job. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends Actionable
    implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot {
  protected final transient JobT project;
  public transient int number;
  protected long timestamp;
  protected volatile Result result;
  protected volatile String description;
  protected long duration;

  protected Run(JobT job) throws IOException {
    this.project = job;
    this.number = job.assignBuildNumber();
    this.timestamp = System.currentTimeMillis();
    Files.createDirectories(getRootDir().toPath());
  }

  public JobT getParent() {
    return project;
  }

  public int getNumber() {
    return number;
  }

  public String getId() {
    return String.valueOf(number);
  }

  /** {@code job#number}, unique on this controller. */
  public String getExternalizableId() {
    return project.getFullName() + "#" + number;
  }

  /** The run of an {@link #getExternalizableId}, or null. */
  public static Run<?, ?> fromExternalizableId(String id) throws IllegalArgumentException {
    int hash = id.lastIndexOf('#');
    if (hash <= 0) {
      throw new IllegalArgumentException("not the id of a run: " + id);
    }
    Job<?, ?> job = Jenkins.get().getItemByFullName(id.substring(0, hash), Job.class);
    return job == null ? null : job.getBuildByNumber(Integer.parseInt(id.substring(hash + 1)));
  }

  public File getRootDir() {
    return new File(project.getBuildDir(), getId());
  }

  public String getUrl() {
    return project.getUrl() + number + "/";
  }

  public final String getAbsoluteUrl() {
    return Jenkins.get().getRootUrl() + getUrl();
  }

  @Override
  public String getDisplayName() {
    return "#" + number;
  }

  public String getFullDisplayName() {
    return project.getFullDisplayName() + " " + getDisplayName();
  }

  public Result getResult() {
    return result;
  }

  /** The result can only get worse. */
  public void setResult(Result r) {
    if (result == null || r.isWorseThan(result)) {
      result = r;
    }
  }

  public boolean isBuilding() {
    return isInProgress();
  }

  public boolean isInProgress() {
    return duration == 0;
  }

  public final long getTimeInMillis() {
    return timestamp;
  }

  public final long getStartTimeInMillis() {
    return timestamp;
  }

  /** Milliseconds; 0 while it runs. */
  public long getDuration() {
    return duration;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) throws IOException {
    this.description = description;
    save();
  }

  @Override
  public void addAction(Action a) {
    super.addAction(a);
    if (a instanceof RunAction2) {
      ((RunAction2) a).onAttached(this);
    }
  }

  public List<Cause> getCauses() {
    CauseAction action = getAction(CauseAction.class);
    return action == null ? List.of() : action.getCauses();
  }

  public <T extends Cause> T getCause(Class<T> type) {
    return getCauses().stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }

  public RunT getPreviousBuild() {
    for (int n = number - 1; n > 0; n--) {
      RunT run = project.getBuildByNumber(n);
      if (run != null) {
        return run;
      }
    }
    return null;
  }

  public File getLogFile() {
    return new File(getRootDir(), "log");
  }

  public InputStream getLogInputStream() throws IOException {
    return Files.newInputStream(getLogFile().toPath());
  }

  public Reader getLogReader() throws IOException {
    return Files.newBufferedReader(getLogFile().toPath(), getCharset());
  }

  /** The last lines of the log. */
  public List<String> getLog(int maxLines) throws IOException {
    List<String> lines = Files.readAllLines(getLogFile().toPath(), getCharset());
    return new ArrayList<>(lines.subList(Math.max(0, lines.size() - maxLines), lines.size()));
  }

  public final Charset getCharset() {
    return StandardCharsets.UTF_8;
  }

  /** Where {@code archiveArtifacts} puts files. */
  public File getArtifactsDir() {
    return new File(getRootDir(), "archive");
  }

  public final ArtifactManager pickArtifactManager() throws IOException {
    return new ArtifactDirectory(getArtifactsDir());
  }

  /** Variables that every step of the run sees: of the controller, the job, the parameters. */
  public EnvVars getEnvironment(TaskListener listener) throws IOException, InterruptedException {
    EnvVars env = new EnvVars();
    env.put("BUILD_NUMBER", String.valueOf(number));
    env.put("BUILD_ID", getId());
    env.put("BUILD_DISPLAY_NAME", getDisplayName());
    env.put("BUILD_TAG", "jenkins-" + project.getFullName().replace('/', '-') + "-" + number);
    env.put("JOB_NAME", project.getFullName());
    env.put("JOB_BASE_NAME", project.getName());
    String root = Jenkins.get().getRootUrl();
    if (root != null) {
      env.put("JENKINS_URL", root);
      env.put("BUILD_URL", root + getUrl());
      env.put("JOB_URL", root + project.getUrl());
    }
    env.put("JENKINS_HOME", Jenkins.get().getRootDir().getPath());
    for (ParametersAction action : getActions(ParametersAction.class)) {
      action.buildEnvironment(this, env);
    }
    return env;
  }

  /**
   * Nothing is left to write: runs of the embedded controller live as long as it does, and what
   * outlasts it, the log and the artifacts, is on the disk already.
   */
  @Override
  public void save() throws IOException {}

  @Override
  public ACL getACL() {
    return project.getACL();
  }

  @Override
  public int compareTo(RunT that) {
    return Integer.compare(number, that.number);
  }

  @Override
  public String toString() {
    return project.getFullName() + " #" + number;
  }
}
