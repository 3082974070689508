package io.jenkins.embedded.controller.engine;

import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.embedded.controller.script.Vocabulary;
import io.jenkins.embedded.controller.steps.BuiltInSteps;
import io.jenkins.embedded.controller.steps.LackingSteps;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * All steps by function name. The plugins' index is read when a name is asked for that no built-in
 * step has, so that a small Jenkinsfile costs little.
 */
public final class StepCatalog implements Vocabulary {
  /** Global variables of every build. */
  static final Set<String> GLOBALS = Set.of("env", "params", "currentBuild", "steps", "scm");

  /** Blocks that Declarative does not take as options, and objects that only a node has. */
  private static final Set<String> ALONE = Set.of("node", "parallel", "stage");

  private static final Set<Class<?>> OF_NODES = Set.of(FilePath.class, Launcher.class);

  private final Set<String> library;

  /**
   * @param library names of library steps and variables, which win over steps
   */
  public StepCatalog(Set<String> library) {
    this.library = library;
  }

  /** The descriptor of that function, or empty. */
  public Optional<StepDescriptor> descriptor(String name) {
    StepDescriptor builtIn = BuiltInSteps.byName().get(name);
    return Optional.ofNullable(builtIn != null ? builtIn : plugins().get(name));
  }

  // Not kept: tests add steps, and run one controller after the other.
  private static Map<String, StepDescriptor> plugins() {
    Map<String, StepDescriptor> plugins = new LinkedHashMap<>();
    for (StepDescriptor descriptor : ExtensionList.lookup(StepDescriptor.class)) {
      plugins.putIfAbsent(descriptor.getFunctionName(), descriptor);
    }
    return plugins;
  }

  @Override
  public Set<String> steps() {
    Set<String> names = new TreeSet<>(BuiltInSteps.byName().keySet());
    names.addAll(plugins().keySet());
    return names;
  }

  @Override
  public Set<String> wrappers() {
    Set<String> names = new TreeSet<>();
    for (String name : steps()) {
      descriptor(name)
          .filter(StepDescriptor::takesImplicitBlockArgument)
          .filter(step -> !ALONE.contains(name))
          .filter(step -> step.getRequiredContext().stream().noneMatch(OF_NODES::contains))
          .ifPresent(step -> names.add(name));
    }
    return names;
  }

  @Override
  public Optional<Signature> step(String name) {
    return library.contains(name) ? Optional.empty() : descriptor(name).map(this::signature);
  }

  private Signature signature(StepDescriptor descriptor) {
    boolean anyNames = BuiltInSteps.takesBranches(descriptor);
    Map<String, Boolean> arguments = new LinkedHashMap<>();
    if (!anyNames) {
      for (DescribableParameter parameter : model(descriptor).getParameters()) {
        arguments.put(parameter.getName(), parameter.isRequired());
      }
    }
    return new Signature(arguments, descriptor.takesImplicitBlockArgument(), anyNames);
  }

  /** Arguments by the step's constructor and setters. */
  static DescribableModel<?> model(StepDescriptor descriptor) {
    return DescribableModel.of(descriptor.clazz);
  }

  @Override
  public Set<String> others() {
    Set<String> names = new LinkedHashSet<>(GLOBALS);
    names.addAll(library);
    names.addAll(BuiltInSteps.SYMBOLS);
    names.addAll(LackingSteps.reasons().keySet());
    names.addAll(pluginSymbols());
    return names;
  }

  private static Set<String> pluginSymbols() {
    Set<String> names = new LinkedHashSet<>();
    for (hudson.model.Descriptor<?> descriptor :
        ExtensionList.lookup(hudson.model.Descriptor.class)) {
      names.addAll(SymbolLookup.getSymbolValue(descriptor));
    }
    return names;
  }

  boolean isSymbol(String name) {
    return BuiltInSteps.SYMBOLS.contains(name) || pluginSymbols().contains(name);
  }
}
