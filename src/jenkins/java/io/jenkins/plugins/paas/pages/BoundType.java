package io.jenkins.plugins.paas.pages;

import static org.junit.Assert.assertFalse;

import hudson.model.Descriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One of the suite's types as Jenkins binds it: its constructor's parameters and its setters. */
public record BoundType(Class<?> type, Constructor<?> constructor, Map<String, Method> setters) {

  public static BoundType of(Class<?> type) {
    Constructor<?> bound =
        Stream.of(type.getConstructors())
            .filter(c -> c.isAnnotationPresent(DataBoundConstructor.class))
            .findFirst()
            .orElseThrow(() -> new AssertionError(type + " has no @DataBoundConstructor"));
    Map<String, Method> setters = new LinkedHashMap<>();
    Stream.of(type.getMethods())
        .filter(m -> m.isAnnotationPresent(DataBoundSetter.class))
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(m -> setters.put(property(m.getName().substring(3)), m));
    return new BoundType(type, bound, setters);
  }

  /** The descriptors of the running Jenkins that are the suite's, without the global pages. */
  public static List<Descriptor<?>> descriptors() {
    List<Descriptor<?>> found = new ArrayList<>();
    for (Object one : Jenkins.get().getExtensionList(Descriptor.class)) {
      Descriptor<?> descriptor = (Descriptor<?>) one;
      // a global page describes itself
      if (isOurs(descriptor.clazz) && descriptor.clazz != descriptor.getClass()) {
        found.add(descriptor);
      }
    }
    return found;
  }

  private static boolean isOurs(Class<?> type) {
    String code = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return type.getName().startsWith("io.jenkins.plugins.paas.") && !code.contains("test-classes");
  }

  /** The property's type, as the constructor or the setter takes it. */
  public Map<String, Type> properties() {
    Map<String, Type> types = new LinkedHashMap<>();
    for (Parameter parameter : constructor.getParameters()) {
      types.put(parameter.getName(), parameter.getParameterizedType());
    }
    setters.forEach((name, setter) -> types.put(name, setter.getGenericParameterTypes()[0]));
    return types;
  }

  /** The suite's steps. */
  public static List<StepDescriptor> steps() {
    List<StepDescriptor> steps =
        descriptors().stream()
            .filter(StepDescriptor.class::isInstance)
            .map(StepDescriptor.class::cast)
            .toList();
    assertFalse("no steps", steps.isEmpty());
    return steps;
  }

  /** The getter; empty for what only a page sends. */
  public Optional<Method> getter(String property) {
    String name = Character.toUpperCase(property.charAt(0)) + property.substring(1);
    return Stream.of(type.getMethods())
        .filter(m -> m.getParameterCount() == 0 && !Modifier.isStatic(m.getModifiers()))
        .filter(m -> m.getName().equals("get" + name) || m.getName().equals("is" + name))
        .findFirst();
  }

  private static String property(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
