package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.build.Architecture;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/** What the texts of {@code paasBuildImage} may be. Each method throws IllegalArgumentException. */
final class ArgumentGrammar {

  private ArgumentGrammar() {}

  static LinkedHashMap<String, String> buildArgs(List<NameValue> value) {
    return names(
        value,
        "buildArgs",
        "[A-Za-z_][A-Za-z0-9_]{0,127}",
        "letters, digits and _, no digit first");
  }

  static LinkedHashMap<String, String> labels(List<NameValue> value) {
    return names(value, "labels", "[A-Za-z0-9][A-Za-z0-9._/-]{0,255}", "letters, digits, . _ / -");
  }

  /** Names become file names and fields of a comma-separated flag. */
  static LinkedHashMap<String, String> secrets(List<NameValue> value) {
    return names(
        value, "secrets", "[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}", "at most 64 letters, digits, _ . -");
  }

  static LinkedHashMap<String, String> registries(List<NameValue> value) {
    LinkedHashMap<String, String> texts =
        NameValues.of(NameValue.mapOf(value, "registries"), "registries");
    texts.keySet().forEach(RegistryHost::of);
    return texts;
  }

  private static LinkedHashMap<String, String> names(
      List<NameValue> value, String argument, String grammar, String words) {
    LinkedHashMap<String, String> texts = NameValues.of(NameValue.mapOf(value, argument), argument);
    for (String name : texts.keySet()) {
      if (!name.matches(grammar)) {
        throw new IllegalArgumentException(
            argument + ": '" + name + "' is no name of one: " + words);
      }
    }
    return texts;
  }

  static String target(String value) {
    if (value != null && !value.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")) {
      throw new IllegalArgumentException("target: '" + value + "' is no name of a build stage");
    }
    return value;
  }

  static ArrayList<String> architectures(List<ListedValue> value) {
    LinkedHashSet<String> parsed = new LinkedHashSet<>();
    for (String text : ListedValue.textsOf(value)) {
      try {
        parsed.add(Architecture.parse(text));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("architectures: " + e.getMessage());
      }
    }
    return new ArrayList<>(parsed);
  }

  static ArrayList<String> ssh(List<ListedValue> value) {
    ArrayList<String> ids = new ArrayList<>(ListedValue.textsOf(value));
    for (String id : ids) {
      if (!id.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")) {
        throw new IllegalArgumentException(
            "ssh: '" + id + "' is no id of a mount, such as default; keys come from sshagent { }");
      }
    }
    return ids;
  }

  static ArrayList<String> images(List<ListedValue> value, String argument) {
    ArrayList<String> images = new ArrayList<>();
    ListedValue.textsOf(value).forEach(text -> images.add(image(text, argument)));
    return images;
  }

  static String image(String value, String argument) {
    if (value == null) {
      return null;
    }
    try {
      return ImageReference.parse(value).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(argument + ": " + e.getMessage());
    }
  }
}
