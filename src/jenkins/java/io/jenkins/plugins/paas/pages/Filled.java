package io.jenkins.plugins.paas.pages;

import static java.util.Map.entry;

import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes steps and describables with a value for each property, none of them the default. What a new
 * property needs that does not follow from its type has a line in {@link #VALUES}.
 */
public final class Filled {

  /** By type and property, or by property: texts that must follow a grammar. */
  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          entry("caCertificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"),
          entry("BuildImageStep.context", "services/api"),
          entry("url", "https://service.example.com:8443"),
          entry("dockerfile", "docker/Dockerfile"),
          entry("base", "eclipse-temurin:17-jre"),
          entry("image", "shop/api"),
          entry("ports", List.of("8080", "9090")),
          entry("BuildKitBuilder.address", "tcp://buildkitd:1234"),
          entry("architectures", List.of("amd64", "arm/v7")),
          entry("scan", Map.of("maxSeverity", "high", "tool", "grype")),
          entry("ssh", List.of("default", "deploy")),
          entry("cacheFrom", List.of("shop/api:latest", "registry.example.com/cache")),
          entry("cacheTo", "registry.example.com/cache"),
          entry("deckUrl", "https://deck.example.com"),
          entry("deploymentWindows", "* 9-16 * * mon-fri"),
          entry("endpoint", "db.example.com:5432"),
          entry("directory", "/var/lib/prometheus/targets"),
          entry("rulesDirectory", "/var/lib/prometheus/rules"),
          entry("Claim.template", "redis"),
          entry("DataService.template", "redis"),
          entry("namespacePattern", "paas-${application}-${environment}"),
          entry("Platform.allowedFolders", List.of("teams/shop", "ops")),
          entry("judgment", "continue"),
          entry("onAbort", "leave"),
          entry("text", "kind: ConfigMap\nmetadata:\n  name: 'a \"b\" \\ $c'"));

  private Filled() {}

  /**
   * One for each choice that a property offers, or one of its own: each builder, each registration.
   */
  public static List<Object> all(Class<?> type) throws ReflectiveOperationException {
    BoundType bound = BoundType.of(type);
    List<Object> all = new ArrayList<>();
    for (int choice = 0; choice < choices(bound); choice++) {
      all.add(make(bound, choice));
    }
    return all;
  }

  private static int choices(BoundType bound) throws ReflectiveOperationException {
    int choices = 1;
    for (Type property : bound.properties().values()) {
      List<Class<?>> concrete = concrete(raw(property));
      choices = Math.max(choices, concrete.size());
      for (Class<?> one : concrete) {
        choices = Math.max(choices, choices(BoundType.of(one)));
      }
    }
    return choices;
  }

  /** The same platform under another name. */
  public static Platform named(Platform platform, String name) throws ReflectiveOperationException {
    Platform copy = new Platform(name);
    BoundType bound = BoundType.of(Platform.class);
    for (Map.Entry<String, Method> setter : bound.setters().entrySet()) {
      if (bound.getter(setter.getKey()).isPresent()) {
        setter.getValue().invoke(copy, bound.getter(setter.getKey()).get().invoke(platform));
      }
    }
    return copy;
  }

  /** With the constructor's arguments alone. */
  static Object bare(Class<?> type) throws ReflectiveOperationException {
    BoundType bound = BoundType.of(type);
    Object[] arguments =
        Stream.of(bound.constructor().getParameters())
            .map(p -> value(bound, p.getName(), p.getParameterizedType(), 0))
            .toArray();
    return bound.constructor().newInstance(arguments);
  }

  private static Object make(BoundType bound, int choice) throws ReflectiveOperationException {
    Object made = bare(bound.type());
    for (Map.Entry<String, Method> setter : bound.setters().entrySet()) {
      if (bound.getter(setter.getKey()).isPresent()) {
        Type type = setter.getValue().getGenericParameterTypes()[0];
        Object value = value(bound, setter.getKey(), type, choice);
        if (value instanceof Boolean) {
          value = !(Boolean) bound.getter(setter.getKey()).get().invoke(made);
        }
        setter.getValue().invoke(made, value);
      }
    }
    return made;
  }

  private static Object value(BoundType bound, String property, Type type, int choice) {
    Object given =
        VALUES.getOrDefault(bound.type().getSimpleName() + "." + property, VALUES.get(property));
    Class<?> raw = raw(type);
    if (raw == String.class) {
      return given == null ? "a-" + property.toLowerCase(Locale.ROOT) : given;
    }
    if (raw == boolean.class) {
      return true;
    }
    if (raw == int.class || raw == long.class) {
      return 7;
    }
    if (raw == double.class) {
      return 0.5;
    }
    if (raw.isEnum()) {
      Object[] constants = raw.getEnumConstants();
      return constants[constants.length - 1];
    }
    if (raw == List.class) {
      return list(raw(((ParameterizedType) type).getActualTypeArguments()[0]), given);
    }
    List<Class<?>> concrete = concrete(raw);
    if (concrete.isEmpty()) {
      throw new AssertionError(bound.type() + "." + property + ": no value for a " + type);
    }
    try {
      return make(BoundType.of(concrete.get(choice % concrete.size())), choice);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(bound.type() + "." + property, e);
    }
  }

  private static List<?> list(Class<?> element, Object given) {
    if (element == NameValue.class) {
      Map<?, ?> map = given instanceof Map<?, ?> m ? m : Map.of("first", "1 'a'", "second", "2");
      return NameValue.listOf(new TreeMap<>(map));
    }
    List<?> texts = given == null ? List.of("one", "two/*.yaml") : (List<?>) given;
    if (element == ListedValue.class) {
      return ListedValue.listOf(texts);
    }
    if (element == String.class) {
      return texts;
    }
    try {
      return all(element);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(element.toString(), e);
    }
  }

  /**
   * The suite's types that may stand where this one is asked for; empty when it is no describable.
   */
  private static List<Class<?>> concrete(Class<?> type) {
    if (!Describable.class.isAssignableFrom(type)) {
      return List.of();
    }
    if (!Modifier.isAbstract(type.getModifiers())) {
      return List.of(type);
    }
    List<Class<?>> found = new ArrayList<>();
    for (Descriptor<?> descriptor : BoundType.descriptors()) {
      if (type.isAssignableFrom(descriptor.clazz)) {
        found.add(descriptor.clazz);
      }
    }
    return found;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
  }
}
