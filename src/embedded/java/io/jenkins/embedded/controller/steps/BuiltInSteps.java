package io.jenkins.embedded.controller.steps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStep;

/**
 * The steps that the embedded controller brings. A list and no {@code @Extension}: the index of
 * extensions goes into the plugin.
 */
public final class BuiltInSteps {
  /** Symbols that arguments of these steps may name. */
  public static final Set<String> SYMBOLS =
      Set.of(
          "string",
          "usernamePassword",
          "usernameColonPassword",
          "file",
          "text",
          "booleanParam",
          "choice",
          "password",
          "scmGit",
          "cloneOption",
          "localBranch",
          "cleanBeforeCheckout",
          "cleanCheckout",
          "relativeTargetDirectory",
          "wipeWorkspace",
          "submoduleOption",
          "nonresumable",
          "agent",
          "logRotator");

  private static final Map<String, StepDescriptor> BY_NAME = new LinkedHashMap<>();

  static {
    List.of(
            new EchoStep.DescriptorImpl(),
            new ErrorStep.DescriptorImpl(),
            new ShellStep.DescriptorImpl(),
            new StageStep.DescriptorImpl(),
            new ParallelStep.DescriptorImpl(),
            new NodeStep.DescriptorImpl(),
            new ScriptStep.DescriptorImpl(),
            new DirStep.DescriptorImpl(),
            new WithEnvStep.DescriptorImpl(),
            new WithCredentialsStep.DescriptorImpl(),
            new TimeoutStep.DescriptorImpl(),
            new RetryStep.DescriptorImpl(),
            new SleepStep.DescriptorImpl(),
            new CatchErrorStep.DescriptorImpl(),
            new WarnErrorStep.DescriptorImpl(),
            new UnstableStep.DescriptorImpl(),
            new WriteFileStep.DescriptorImpl(),
            new ReadFileStep.DescriptorImpl(),
            new FileExistsStep.DescriptorImpl(),
            new DeleteDirStep.DescriptorImpl(),
            new PwdStep.DescriptorImpl(),
            new IsUnixStep.DescriptorImpl(),
            new ArchiveArtifactsStep.DescriptorImpl(),
            new InputStep.DescriptorImpl(),
            new StashStep.DescriptorImpl(),
            new UnstashStep.DescriptorImpl(),
            new JunitStep.DescriptorImpl(),
            new CheckoutStep.DescriptorImpl(),
            new GitStep.DescriptorImpl(),
            new LibraryStep.DescriptorImpl(),
            new LibraryResourceStep.DescriptorImpl(),
            new WaitUntilStep.DescriptorImpl(),
            new ReadYamlStep.DescriptorImpl(),
            new ReadJsonStep.DescriptorImpl(),
            new ReadPropertiesStep.DescriptorImpl(),
            new WriteYamlStep.DescriptorImpl(),
            new WriteJsonStep.DescriptorImpl(),
            new FindFilesStep.DescriptorImpl())
        .forEach(d -> BY_NAME.put(d.getFunctionName(), d));
  }

  private BuiltInSteps() {}

  public static Map<String, StepDescriptor> byName() {
    return BY_NAME;
  }

  /** The descriptors' classes, for the registry of extensions. */
  public static List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    BY_NAME.values().forEach(descriptor -> classes.add(descriptor.getClass()));
    return classes;
  }

  /** Whether the step's bodies are its named arguments. */
  public static boolean takesBranches(StepDescriptor descriptor) {
    return descriptor instanceof ParallelStep.DescriptorImpl;
  }
}
