package io.jenkins.plugins.paas.image;

import hudson.Util;
import io.jenkins.plugins.paas.platform.PlatformStep;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The arguments of {@code paasBuildImage} that are about how the image is made. Public, since the
 * compiler would bridge the setters of a hidden class, and a bridge has lost the types of lists.
 */
public abstract class DockerfileStep extends PlatformStep {

  static final String DEFAULT_DOCKERFILE = "Dockerfile";

  private String dockerfile = DEFAULT_DOCKERFILE;
  private String target;
  private LinkedHashMap<String, String> buildArgs = new LinkedHashMap<>();
  private LinkedHashMap<String, String> labels = new LinkedHashMap<>();
  private LinkedHashMap<String, String> secrets = new LinkedHashMap<>();
  private ArrayList<String> ssh = new ArrayList<>();
  private ArrayList<String> architectures = new ArrayList<>();
  private ArrayList<String> cacheFrom = new ArrayList<>();
  private String cacheTo;
  private boolean pull;
  private boolean noCache;

  public String getDockerfile() {
    return dockerfile;
  }

  @DataBoundSetter
  public void setDockerfile(String value) {
    String path = ContextPath.inside(value, "dockerfile");
    dockerfile = path == null ? DEFAULT_DOCKERFILE : path;
  }

  public String getTarget() {
    return target;
  }

  @DataBoundSetter
  public void setTarget(String value) {
    target = ArgumentGrammar.target(Util.fixEmptyAndTrim(value));
  }

  public List<NameValue> getBuildArgs() {
    return NameValue.listOf(buildArgs);
  }

  @DataBoundSetter
  public void setBuildArgs(List<NameValue> value) {
    buildArgs = ArgumentGrammar.buildArgs(value);
  }

  public List<NameValue> getLabels() {
    return NameValue.listOf(labels);
  }

  @DataBoundSetter
  public void setLabels(List<NameValue> value) {
    labels = ArgumentGrammar.labels(value);
  }

  public List<NameValue> getSecrets() {
    return NameValue.listOf(secrets);
  }

  @DataBoundSetter
  public void setSecrets(List<NameValue> value) {
    secrets = ArgumentGrammar.secrets(value);
  }

  public List<ListedValue> getSsh() {
    return ListedValue.listOf(ssh);
  }

  @DataBoundSetter
  public void setSsh(List<ListedValue> value) {
    ssh = ArgumentGrammar.ssh(value);
  }

  public List<ListedValue> getArchitectures() {
    return ListedValue.listOf(architectures);
  }

  @DataBoundSetter
  public void setArchitectures(List<ListedValue> value) {
    architectures = ArgumentGrammar.architectures(value);
  }

  public List<ListedValue> getCacheFrom() {
    return ListedValue.listOf(cacheFrom);
  }

  @DataBoundSetter
  public void setCacheFrom(List<ListedValue> value) {
    cacheFrom = ArgumentGrammar.images(value, "cacheFrom");
  }

  public String getCacheTo() {
    return cacheTo;
  }

  @DataBoundSetter
  public void setCacheTo(String value) {
    cacheTo = ArgumentGrammar.image(Util.fixEmptyAndTrim(value), "cacheTo");
  }

  public boolean isPull() {
    return pull;
  }

  @DataBoundSetter
  public void setPull(boolean value) {
    pull = value;
  }

  public boolean isNoCache() {
    return noCache;
  }

  @DataBoundSetter
  public void setNoCache(boolean value) {
    noCache = value;
  }
}
