package io.jenkins.embedded.controller.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Members of Java and Groovy that a script may use, read from {@code allow-list.txt} beside this
 * class. One rule a line: {@code members TYPE a b/1} opens members of a class by name or by name
 * and number of arguments, {@code new TYPE P Q} a constructor, {@code groovy TYPE a b/1} default
 * Groovy methods of that type, {@code value TYPE} declarations and casts. The rest is refused.
 */
final class AllowList {
  private static final int ANY = -1;

  private final Map<String, Set<String>> members = new HashMap<>();
  private final Map<String, Set<String>> groovy = new HashMap<>();
  private final Map<String, List<String[]>> constructors = new HashMap<>();
  private final Set<String> values = new HashSet<>();

  AllowList() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                AllowList.class.getResourceAsStream("allow-list.txt"), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rule(line.trim().split(" +"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rule(String[] words) {
    List<String> rest = Arrays.asList(words).subList(2, words.length);
    switch (words[0]) {
      case "members" -> members.computeIfAbsent(words[1], n -> new HashSet<>()).addAll(rest);
      case "groovy" -> groovy.computeIfAbsent(words[1], n -> new HashSet<>()).addAll(rest);
      case "new" ->
          constructors
              .computeIfAbsent(words[1], n -> new ArrayList<>())
              .add(rest.toArray(String[]::new));
      case "value" -> values.addAll(Arrays.asList(words).subList(1, words.length));
      default -> throw new IllegalStateException("allow-list.txt: " + String.join(" ", words));
    }
  }

  /** Whether that class, an ancestor or an interface of it opens the property or method. */
  boolean allowsMember(Class<?> type, String name) {
    return opens(members, type, name, ANY);
  }

  /**
   * @param count of arguments
   */
  boolean allowsMethod(Class<?> type, String name, int count) {
    return opens(members, type, name, count);
  }

  boolean allowsGroovyMethod(Class<?> type, String name, int count) {
    return opens(groovy, type, name, count);
  }

  private static boolean opens(
      Map<String, Set<String>> rules, Class<?> type, String name, int count) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (opensHere(rules, c, name, count)) {
        return true;
      }
    }
    return type.isInterface() && opensHere(rules, Object.class, name, count);
  }

  private static boolean opensHere(
      Map<String, Set<String>> rules, Class<?> type, String name, int count) {
    Set<String> names = rules.getOrDefault(type.getName(), Set.of());
    if (names.contains(name) || names.contains(name + "/" + count)) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (opensHere(rules, parent, name, count)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a variable may be of the type, and a value be made one: its constructors are mute. */
  boolean allowsValue(Class<?> type) {
    return values.contains(type.getName()) || constructors.containsKey(type.getName());
  }

  /** Whether a class of a script may extend the type. */
  boolean allowsNew(Class<?> type) {
    return constructors.containsKey(type.getName());
  }

  /** Whether scripts may call the constructor that takes those arguments. */
  boolean allowsNew(Class<?> type, Object[] arguments) {
    return constructors.getOrDefault(type.getName(), List.of()).stream()
        .anyMatch(parameters -> fits(parameters, arguments));
  }

  private static boolean fits(String[] parameters, Object[] arguments) {
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (arguments[i] != null && !isOf(arguments[i], parameters[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(Object argument, String type) {
    try {
      Class<?> wanted = Class.forName(type);
      // Groovy takes a GString for a String, and an int for a long
      return wanted.isInstance(argument)
          || wanted == String.class && argument instanceof CharSequence
          || wanted == Long.class && argument instanceof Integer;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("allow-list.txt: no class " + type, e);
    }
  }
}
