package io.jenkins.embedded.cli;

import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Prints a step's arguments from its descriptor and the help files beside its class. */
final class StepHelp {
  private StepHelp() {}

  static void print(StepDescriptor descriptor, PrintStream out) throws IOException {
    out.println(
        descriptor.getFunctionName() + (descriptor.takesImplicitBlockArgument() ? " { … }" : ""));
    text(descriptor.clazz, "help").ifPresent(help -> out.println("  " + help));
    Map<String, Object> defaults = defaults(descriptor.clazz);
    for (DescribableParameter parameter : DescribableModel.of(descriptor.clazz).getParameters()) {
      out.println(
          "  "
              + parameter.getName()
              + (parameter.isRequired() ? "*" : "")
              + " : "
              + typeName(parameter)
              + (defaults.containsKey(parameter.getName())
                  ? " = " + defaults.get(parameter.getName())
                  : ""));
      Optional<String> help = text(descriptor.clazz, "help-" + parameter.getName());
      help.ifPresent(line -> out.println("      " + line));
    }
    out.println("  (* required)");
  }

  /** What a step has where nothing is given, as far as its getters say so; by argument. */
  private static Map<String, Object> defaults(Class<?> type) {
    Map<String, Object> given = new LinkedHashMap<>();
    DescribableModel<?> model = DescribableModel.of(type);
    for (DescribableParameter parameter : model.getParameters()) {
      if (parameter.isRequired()) {
        given.put(parameter.getName(), sample(parameter.getErasedType()));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    try {
      Object step = model.instantiate(given, TaskListener.NULL);
      for (DescribableParameter parameter : model.getParameters()) {
        Object value = parameter.isRequired() ? null : read(step, parameter.getName());
        boolean nothing =
            value == null
                || Boolean.FALSE.equals(value)
                || value instanceof Collection<?> many && many.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value.toString().isEmpty();
        if (!nothing) {
          values.put(parameter.getName(), value instanceof String ? "'" + value + "'" : value);
        }
      }
    } catch (Exception e) {
      // A constructor that takes no sample: the help file has the default then.
      return Map.of();
    }
    return values;
  }

  private static Object read(Object step, String name) throws ReflectiveOperationException {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (Method method : step.getClass().getMethods()) {
      boolean getter = method.getName().equals("get" + capital);
      if ((getter || method.getName().equals("is" + capital)) && method.getParameterCount() == 0) {
        return method.invoke(step);
      }
    }
    return null;
  }

  private static Object sample(Class<?> type) {
    return type == String.class
        ? "x"
        : type == boolean.class || type == Boolean.class
            ? (Object) Boolean.FALSE
            : type.isPrimitive() || Number.class.isAssignableFrom(type)
                ? (Object) 1
                : Map.class.isAssignableFrom(type) ? Map.of() : List.of();
  }

  private static String typeName(DescribableParameter parameter) {
    String name = parameter.getRawType().getTypeName();
    return name.replaceAll("[a-z]\\w*\\.", "");
  }

  /** A help file without its tags, or empty. */
  private static Optional<String> text(Class<?> type, String name) throws IOException {
    String path = type.getName().replace('.', '/').replace('$', '/') + "/" + name + ".html";
    try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        return Optional.empty();
      }
      String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String plain = html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").trim();
      return Optional.of(
          plain
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&quot;", "\"")
              .replace("&amp;", "&"));
    }
  }
}
