package io.jenkins.embedded.controller.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Members of Java and Groovy that a script may use, read from {@code allow-list.txt} beside this
 * class. One rule a line: {@code type NAME} opens all public members of a class, {@code members
 * NAME a b c} some of them, {@code new NAME} its constructors, {@code groovy a b c} default Groovy
 * methods by name. Everything else is refused.
 */
final class AllowList {
  private static final String EVERYTHING = "*";

  private final Map<String, Set<String>> members = new HashMap<>();
  private final Set<String> constructed = new HashSet<>();
  private final Set<String> groovy = new HashSet<>();

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
    switch (words[0]) {
      case "type" -> members.computeIfAbsent(words[1], n -> new HashSet<>()).add(EVERYTHING);
      case "new" -> constructed.add(words[1]);
      case "members" -> {
        Set<String> names = members.computeIfAbsent(words[1], n -> new HashSet<>());
        for (int i = 2; i < words.length; i++) {
          names.add(words[i]);
        }
      }
      case "groovy" -> {
        for (int i = 1; i < words.length; i++) {
          groovy.add(words[i]);
        }
      }
      default -> throw new IllegalStateException("allow-list.txt: " + String.join(" ", words));
    }
  }

  /** Whether that class, an ancestor or an interface of it opens the member. */
  boolean allowsMember(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (opens(c, name)) {
        return true;
      }
    }
    return false;
  }

  private boolean opens(Class<?> type, String name) {
    Set<String> names = members.get(type.getName());
    // A whole type opens what it declares or inherits, not what a subclass adds.
    if (names != null
        && (names.contains(name) || names.contains(EVERYTHING) && Members.has(type, name))) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (opens(parent, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the type is a harmless value: all of its members or its constructors are open. */
  boolean allowsValue(Class<?> type) {
    return allowsNew(type) || members.getOrDefault(type.getName(), Set.of()).contains(EVERYTHING);
  }

  /** Whether scripts may call that constructor; arrays of allowed types are allowed. */
  boolean allowsNew(Class<?> type) {
    return constructed.contains(type.getName());
  }

  boolean allowsGroovyMethod(String name) {
    return groovy.contains(name);
  }
}
