package io.jenkins.plugins.paas.image;

import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.JibApplication;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.PageLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Builds and pushes the image of a JVM application by jib, on the agent's JVM: no engine, no
 * Dockerfile, the same digest for the same inputs.
 */
public final class JibBuilder extends ImageBuilder {

  private static final long serialVersionUID = 1L;

  private String base = JibApplication.SCRATCH;
  private String classes;
  private String dependencies;
  private String jar;
  private String mainClass;
  private String user;
  private ArrayList<String> jvmFlags = new ArrayList<>();
  private ArrayList<Integer> ports = new ArrayList<>();
  private LinkedHashMap<String, String> environment = new LinkedHashMap<>();

  @DataBoundConstructor
  public JibBuilder() {}

  public String getBase() {
    return base;
  }

  @DataBoundSetter
  public void setBase(String value) {
    String text = Util.fixEmptyAndTrim(value);
    base = text == null ? JibApplication.SCRATCH : text;
    if (!JibApplication.SCRATCH.equals(base)) {
      ImageReference.parse(base); // refused here, with the grammar
    }
  }

  public String getClasses() {
    return classes;
  }

  @DataBoundSetter
  public void setClasses(String value) {
    classes = ContextPath.inside(value, "classes");
  }

  public String getDependencies() {
    return dependencies;
  }

  @DataBoundSetter
  public void setDependencies(String value) {
    dependencies = ContextPath.inside(value, "dependencies");
  }

  public String getJar() {
    return jar;
  }

  @DataBoundSetter
  public void setJar(String value) {
    jar = ContextPath.inside(value, "jar");
  }

  public String getMainClass() {
    return mainClass;
  }

  @DataBoundSetter
  public void setMainClass(String value) {
    mainClass = Util.fixEmptyAndTrim(value);
  }

  public String getUser() {
    return user;
  }

  @DataBoundSetter
  public void setUser(String value) {
    user = Util.fixEmptyAndTrim(value);
  }

  public List<ListedValue> getJvmFlags() {
    return ListedValue.listOf(jvmFlags);
  }

  @DataBoundSetter
  public void setJvmFlags(List<ListedValue> value) {
    jvmFlags = new ArrayList<>(ListedValue.textsOf(value));
  }

  public List<ListedValue> getPorts() {
    return ListedValue.listOf(ports);
  }

  @DataBoundSetter
  public void setPorts(List<ListedValue> value) {
    ArrayList<Integer> numbers = new ArrayList<>();
    for (String text : ListedValue.textsOf(value)) {
      if (!text.matches("[0-9]{1,5}") || !isPort(Integer.parseInt(text))) {
        throw new IllegalArgumentException("jib: '" + text + "' is no port: 1 to 65535");
      }
      numbers.add(Integer.valueOf(text));
    }
    ports = numbers;
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65535;
  }

  public List<NameValue> getEnvironment() {
    return NameValue.listOf(environment);
  }

  @DataBoundSetter
  public void setEnvironment(List<NameValue> value) {
    environment = NameValues.of(NameValue.mapOf(value, "jib.environment"), "jib.environment");
  }

  @Override
  public String symbol() {
    return "jib";
  }

  @Override
  public void check() {
    SecretLooks.refuse(environment, "variable of the image");
  }

  @Override
  public Optional<String> obstacle(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    if (!request.buildArgs().isEmpty() || request.target() != null) {
      return Optional.of("jib reads no Dockerfile, so buildArgs and target mean nothing to it");
    }
    if (!request.secrets().isEmpty() || !request.ssh().isEmpty()) {
      return Optional.of("jib runs no commands in a build, so it can mount no secrets and no ssh");
    }
    if (!request.cacheFrom().isEmpty() || request.cacheTo() != null) {
      return Optional.of(
          "jib keeps its own layer cache, so cacheFrom and cacheTo mean nothing to it");
    }
    if (request.architectures().stream().anyMatch(name -> name.contains("/"))) {
      return Optional.of("jib knows no variants of an architecture, such as arm/v7");
    }
    if (request.architectures().size() > 1 && !request.push()) {
      return Optional.of(BuildRequest.LIST_NEEDS_PUSH);
    }
    String wanted = jar != null ? jar : classes != null ? classes : JibApplication.DEFAULT_CLASSES;
    FilePath application = site.context().child(wanted);
    return application.exists()
        ? Optional.empty()
        : Optional.of("there is nothing at " + application.getRemote() + " (compile first)");
  }

  @Override
  public RunningBuild start(BuildSite site, BuildRequest request) {
    if (JibApplication.SCRATCH.equals(base)) {
      site.log()
          .info(
              "jib: base scratch, so the image has no Java of its own; name a base with one"
                  + " (jib(base: '…')) for a cluster that does not bring it");
    }
    return new JibRun(request, application());
  }

  private JibApplication application() {
    JibApplication application =
        new JibApplication()
            .base(base)
            .classes(classes)
            .dependencies(dependencies)
            .jar(jar)
            .mainClass(mainClass)
            .user(user);
    application.jvmFlags().addAll(jvmFlags);
    application.ports().addAll(ports);
    application.environment().putAll(environment);
    return application;
  }

  /** Describes the builder. */
  @Extension
  @Symbol("jib")
  public static final class DescriptorImpl extends Descriptor<ImageBuilder> implements PageLists {
    @Override
    public String getDisplayName() {
      return "jib: JVM application without an engine";
    }
  }
}
