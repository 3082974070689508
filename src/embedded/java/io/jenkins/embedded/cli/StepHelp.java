package io.jenkins.embedded.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    for (DescribableParameter parameter : DescribableModel.of(descriptor.clazz).getParameters()) {
      out.println(
          "  "
              + parameter.getName()
              + (parameter.isRequired() ? "*" : "")
              + " : "
              + typeName(parameter));
      Optional<String> help = text(descriptor.clazz, "help-" + parameter.getName());
      help.ifPresent(line -> out.println("      " + line));
    }
    out.println("  (* required)");
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
