package io.jenkins.embedded.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/**
 * Names and descriptors of the genuine Jenkins API, as far as the embedded root has it.
 *
 * <p>The resource has a line {@code C modifiers name super interfaces} for each class, below it
 * {@code F} and {@code M modifiers name descriptor exceptions} for fields and methods, and the
 * marks {@code !restricted} and {@code !deprecated}.
 */
final class GenuineApi {
  private final Map<String, Entry> classes = new HashMap<>();

  /** One class of the list. */
  static final class Entry {
    final List<String> modifiers;
    final String superName;
    final List<String> interfaces;
    final Map<String, Member> members = new HashMap<>();

    Entry(String[] words) {
      // a class without modifiers has none in its line
      int at = words[1].contains("/") ? 1 : 2;
      modifiers = at == 1 ? List.of() : List.of(words[1].split(","));
      superName = words[at + 1];
      boolean has = words.length > at + 2 && !words[at + 2].startsWith("!");
      interfaces = has ? List.of(words[at + 2].split(",")) : List.of();
    }
  }

  /** One field or method of the list. */
  static final class Member {
    final List<String> modifiers;
    final boolean restricted;
    final boolean deprecated;

    /** Null where they are not known. */
    final Set<String> exceptions;

    Member(List<String> modifiers, Set<String> exceptions, boolean restricted, boolean deprecated) {
      this.modifiers = modifiers;
      this.exceptions = exceptions;
      this.restricted = restricted;
      this.deprecated = deprecated;
    }
  }

  static GenuineApi read() throws IOException {
    GenuineApi api = new GenuineApi();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                GenuineApi.class.getResourceAsStream("/jenkins-api.txt"),
                StandardCharsets.UTF_8))) {
      Entry current = null;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.trim().split(" ");
        if (words[0].equals("C")) {
          current = new Entry(words);
          api.classes.put(words[1].contains("/") ? words[1] : words[2], current);
        } else {
          current.members.put(
              words[0] + words[2] + words[3],
              new Member(
                  List.of(words[1].split(",")),
                  words.length > 4 && !words[4].startsWith("!")
                      ? new HashSet<>(List.of(words[4].split(",")))
                      : Set.of(),
                  line.contains("!restricted"),
                  line.contains("!deprecated")));
        }
      }
    }
    return api;
  }

  /** Null where the list has no such class. */
  Entry find(String name) {
    return classes.get(name);
  }

  /** All genuine supertypes, and the class itself. */
  Set<String> supertypes(String name) {
    Set<String> found = new HashSet<>();
    collect(name, found);
    found.add("java/lang/Object");
    return found;
  }

  private void collect(String name, Set<String> found) {
    Entry entry = classes.get(name);
    if (found.add(name) && entry != null) {
      collect(entry.superName, found);
      entry.interfaces.forEach(i -> collect(i, found));
    }
  }

  /**
   * The member as the JVM finds it, through supertypes; null where there is none.
   *
   * @param kind {@code F} or {@code M}
   */
  Member resolve(String owner, char kind, String name, String descriptor) {
    Entry entry = classes.get(owner);
    if (entry == null) {
      return ofJdk(owner, name, descriptor);
    }
    Member own = entry.members.get(kind + name + descriptor);
    if (own != null || name.equals("<init>")) {
      return own;
    }
    Member inherited = resolve(entry.superName, kind, name, descriptor);
    for (String type : entry.interfaces) {
      inherited = inherited == null ? resolve(type, kind, name, descriptor) : inherited;
    }
    return inherited;
  }

  /** For types of libraries: the JDK's, servlets, Guava, Spring's Authentication. */
  private static Member ofJdk(String owner, String name, String descriptor) {
    try {
      Class<?> type = Class.forName(owner.replace('/', '.'));
      for (Method method : type.getMethods()) {
        if (method.getName().equals(name) && Type.getMethodDescriptor(method).equals(descriptor)) {
          boolean isStatic = Modifier.isStatic(method.getModifiers());
          return new Member(
              isStatic ? List.of("public", "static") : List.of("public"), null, false, false);
        }
      }
      return null;
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
