package io.jenkins.embedded.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code --library}: where shared libraries are. */
final class LibraryOption {
  private LibraryOption() {}

  static void describe(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--library")
            .paramLabel("[NAME=]DIR")
            .description(
                "a shared library with vars/, src/, resources/; with a name it is loaded when the"
                    + " Jenkinsfile asks for it, without one always; may be repeated")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .build());
  }

  static List<String> of(ParseResult arguments) {
    return arguments.matchedOptionValue("--library", List.of());
  }
}
