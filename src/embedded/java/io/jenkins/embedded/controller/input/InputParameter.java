package io.jenkins.embedded.controller.input;

import hudson.util.Secret;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** A parameter that a step {@code input} asks for. */
public final class InputParameter implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Kind> KINDS =
      new TreeMap<>(
          Map.of(
              "string", Kind.STRING,
              "text", Kind.TEXT,
              "booleanParam", Kind.BOOLEAN,
              "choice", Kind.CHOICE,
              "password", Kind.PASSWORD,
              "StringParameterDefinition", Kind.STRING,
              "TextParameterDefinition", Kind.TEXT,
              "BooleanParameterDefinition", Kind.BOOLEAN,
              "ChoiceParameterDefinition", Kind.CHOICE,
              "PasswordParameterDefinition", Kind.PASSWORD));

  /** What is asked for. */
  public enum Kind {
    STRING,
    /** Several lines. */
    TEXT,
    BOOLEAN,
    CHOICE,
    /** Its value is a {@link Secret}. */
    PASSWORD
  }

  private final Kind kind;
  private final String name;
  private final String description;
  private final String defaultText;
  private final boolean trim;
  private final ArrayList<String> choices;

  private InputParameter(Kind kind, Map<?, ?> arguments) {
    this.kind = kind;
    this.name = text(arguments, "name");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("input: a parameter needs the argument 'name'");
    }
    this.description = text(arguments, "description");
    this.trim = Boolean.parseBoolean(text(arguments, "trim"));
    this.choices = new ArrayList<>();
    if (kind == Kind.CHOICE) {
      Object given = arguments.get("choices");
      if (given instanceof List<?> list) {
        list.forEach(choice -> choices.add(String.valueOf(choice)));
      } else if (given != null) {
        choices.addAll(String.valueOf(given).lines().toList());
      }
      if (choices.isEmpty()) {
        throw new IllegalArgumentException(
            "input: parameter '" + name + "' needs choices: ['a', 'b']");
      }
      this.defaultText = choices.get(0);
    } else {
      this.defaultText = text(arguments, "defaultValue");
    }
  }

  private static String text(Map<?, ?> arguments, String key) {
    Object value = arguments.get(key);
    return value == null ? "" : value instanceof Secret s ? s.getPlainText() : value.toString();
  }

  /**
   * Reads what a script gives as {@code parameters}: {@code string(name: …)} or {@code [$class:
   * 'StringParameterDefinition', …]}, one or a list of them.
   *
   * @throws IllegalArgumentException naming what is wrong and what there is
   */
  public static List<InputParameter> read(Object given) {
    List<?> all = given == null ? List.of() : given instanceof List<?> l ? l : List.of(given);
    List<InputParameter> parameters = new ArrayList<>();
    for (Object one : all) {
      parameters.add(parameter(one));
    }
    return parameters;
  }

  private static InputParameter parameter(Object given) {
    String kind;
    Map<?, ?> arguments;
    if (given instanceof UninstantiatedDescribable describable) {
      kind = describable.getSymbol() != null ? describable.getSymbol() : describable.getKlass();
      arguments = describable.getArguments();
    } else if (given instanceof Map<?, ?> map && map.containsKey("$class")) {
      kind = String.valueOf(map.get("$class")).replaceFirst(".*\\.", "");
      arguments = map;
    } else {
      throw new IllegalArgumentException("input: this is no parameter: " + given);
    }
    Kind known = KINDS.get(kind);
    if (known == null) {
      List<String> symbols =
          KINDS.keySet().stream().filter(k -> Character.isLowerCase(k.charAt(0))).toList();
      throw new IllegalArgumentException(
          "input: the embedded controller has no parameter '"
              + kind
              + "', only "
              + String.join(", ", symbols)
              + "."
              + NearestName.hint(kind, symbols));
    }
    checkNames(known, arguments);
    return new InputParameter(known, arguments);
  }

  private static void checkNames(Kind kind, Map<?, ?> arguments) {
    List<String> valid = new ArrayList<>(List.of("name", "description", "$class"));
    valid.add(kind == Kind.CHOICE ? "choices" : "defaultValue");
    if (kind == Kind.STRING || kind == Kind.TEXT) {
      valid.add("trim");
    }
    for (Object key : arguments.keySet()) {
      if (!valid.contains(String.valueOf(key))) {
        throw new IllegalArgumentException(
            "input: a "
                + kind.name().toLowerCase(Locale.ROOT)
                + " parameter has no argument '"
                + key
                + "'."
                + NearestName.hint(String.valueOf(key), valid));
      }
    }
  }

  public Kind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /** Empty where none was given. */
  public String description() {
    return description;
  }

  /** The text that stands for the default value; empty where there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** Empty but for {@link Kind#CHOICE}. */
  public List<String> choices() {
    return List.copyOf(choices);
  }

  /**
   * The value for an answer.
   *
   * @throws IllegalArgumentException saying what would be an answer
   */
  public Object value(String answer) {
    return switch (kind) {
      case STRING, TEXT -> trim ? answer.trim() : answer;
      case PASSWORD -> Secret.fromString(answer);
      case CHOICE -> {
        if (!choices.contains(answer)) {
          throw new IllegalArgumentException(
              "'"
                  + answer
                  + "' is none of "
                  + String.join(", ", choices)
                  + "."
                  + NearestName.hint(answer, choices));
        }
        yield answer;
      }
      case BOOLEAN -> {
        String word = answer.trim().toLowerCase(Locale.ROOT);
        if (List.of("true", "yes", "y", "on").contains(word)) {
          yield true;
        }
        if (List.of("false", "no", "n", "off", "").contains(word)) {
          yield false;
        }
        throw new IllegalArgumentException("'" + answer + "' is neither true nor false");
      }
    };
  }
}
