package io.jenkins.plugins.paas;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** docs/STEPS.md says what the help files say. {@code -Dpaas.docs=write} writes it anew. */
public class StepsDocumentTest {

  private static final Path DOCUMENT = Path.of("docs/STEPS.md");

  @Test
  public void theDocumentIsWhatTheHelpFilesSay() throws Exception {
    String made = make();
    assertTrue(made, made.contains("## withPaas"));
    if ("write".equals(System.getProperty("paas.docs"))) {
      Files.writeString(DOCUMENT, made);
    }
    assertEquals(
        "docs/STEPS.md is stale: run this test with -Dpaas.docs=write",
        Files.readString(DOCUMENT),
        made);
  }

  private static String make() throws Exception {
    Map<String, String> sections = new TreeMap<>();
    for (Class<? extends Step> type : steps()) {
      StepDescriptor descriptor = descriptor(type);
      sections.put(descriptor.getFunctionName(), section(type, descriptor));
    }
    return "# The steps\n\nMade from the help files. `*` marks a required argument.\n\n"
        + String.join("\n", sections.values());
  }

  private static String section(Class<?> type, StepDescriptor descriptor) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(descriptor.getFunctionName());
    text.append(descriptor.takesImplicitBlockArgument() ? " { }" : "").append("\n\n");
    text.append(help(type, "help.html")).append("\n\n");
    Map<String, Boolean> arguments = arguments(type);
    if (!arguments.isEmpty()) {
      text.append("| argument | |\n|---|---|\n");
      for (Map.Entry<String, Boolean> argument : arguments.entrySet()) {
        text.append("| `").append(argument.getKey()).append('`');
        text.append(argument.getValue() ? "*" : "").append(" | ");
        text.append(help(type, "help-" + argument.getKey() + ".html")).append(" |\n");
      }
    }
    return text.toString();
  }

  private static String help(Class<?> type, String name) throws IOException {
    Path file =
        Path.of("src/main/resources").resolve(type.getName().replace('.', '/')).resolve(name);
    if (!Files.exists(file)) {
      return help(type.getSuperclass(), name); // as Jenkins looks for it
    }
    return Files.readString(file)
        .replaceAll("</?code>", "`")
        .replaceAll("<br ?/?>|</?(div|p|ul|li|strong|em|pre)>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("|", "\\|")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Map<String, Boolean> arguments(Class<?> type) {
    Map<String, Boolean> arguments = new LinkedHashMap<>();
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
        for (Parameter parameter : constructor.getParameters()) {
          arguments.put(parameter.getName(), true);
        }
      }
    }
    Map<String, Boolean> optional = new TreeMap<>();
    for (Method method : type.getMethods()) {
      if (method.isAnnotationPresent(DataBoundSetter.class)) {
        String name = method.getName().substring(3);
        optional.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), false);
      }
    }
    arguments.putAll(optional);
    return arguments;
  }

  private static StepDescriptor descriptor(Class<?> type) throws ReflectiveOperationException {
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (StepDescriptor.class.isAssignableFrom(nested)) {
        return (StepDescriptor) nested.getDeclaredConstructor().newInstance();
      }
    }
    throw new AssertionError(type + " has no descriptor");
  }

  private static Iterable<Class<? extends Step>> steps() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      return all.filter(p -> p.toString().endsWith("Step.java"))
          .map(StepsDocumentTest::load)
          .filter(Step.class::isAssignableFrom)
          .filter(type -> !Modifier.isAbstract(type.getModifiers()))
          .<Class<? extends Step>>map(c -> c.asSubclass(Step.class))
          .toList();
    }
  }

  private static Class<?> load(Path source) {
    String path = Path.of("src/main/java").relativize(source).toString().replace('/', '.');
    try {
      return Class.forName(path.substring(0, path.length() - ".java".length()));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
