package io.jenkins.embedded.casc;

import com.cloudbees.plugins.credentials.SecretBytes;
import hudson.ExtensionList;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.Secret;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/**
 * Makes objects from YAML: a concrete describable from a mapping of its settings, an abstract one
 * from its symbol ({@code jib}) or from a mapping of one key, the symbol ({@code jib: {…}}).
 */
final class Binding {
  private Binding() {}

  static Object bind(Type type, Object value, String path) throws ConfigurationFailure {
    Class<?> raw = raw(type);
    if (value != null && Collection.class.isAssignableFrom(raw)) {
      return list(type, value, path);
    }
    if (value != null && (Describable.class.isAssignableFrom(raw) || isBound(raw))) {
      return Modifier.isAbstract(raw.getModifiers())
          ? bySymbol(raw, value, path)
          : make(raw, Keys.map(value, path), path);
    }
    return value == null ? null : scalar(raw, value, path);
  }

  /** Files have texts where Pipelines have typed values; the rest is left to the model. */
  private static Object scalar(Class<?> wanted, Object value, String path)
      throws ConfigurationFailure {
    boolean textual =
        wanted == String.class || wanted == Secret.class || wanted == SecretBytes.class;
    if (!textual) {
      return value;
    }
    if (value instanceof Map || value instanceof List) {
      throw new ConfigurationFailure(path + ": expected a text, found " + Keys.kind(value));
    }
    try {
      return wanted == Secret.class
          ? Secret.fromString(value.toString())
          : wanted == SecretBytes.class
              ? SecretBytes.fromString(value.toString())
              : value.toString();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationFailure(path + ": " + e.getMessage(), e);
    }
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class) {
      return (Class<?>) type;
    }
    return type instanceof ParameterizedType
        ? (Class<?>) ((ParameterizedType) type).getRawType()
        : Object.class;
  }

  private static boolean isBound(Class<?> type) {
    for (java.lang.reflect.Constructor<?> constructor : type.getConstructors()) {
      if (constructor.isAnnotationPresent(org.kohsuke.stapler.DataBoundConstructor.class)) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> list(Type type, Object value, String path)
      throws ConfigurationFailure {
    Type element =
        type instanceof ParameterizedType
            ? ((ParameterizedType) type).getActualTypeArguments()[0]
            : Object.class;
    if (!(value instanceof List)) {
      throw new ConfigurationFailure(path + ": expected a list, found " + Keys.kind(value));
    }
    List<Object> made = new ArrayList<>();
    for (Object item : (List<?>) value) {
      made.add(bind(element, item, path + "[" + made.size() + "]"));
    }
    return made;
  }

  @SuppressWarnings("rawtypes")
  private static Object bySymbol(Class<?> base, Object value, String path)
      throws ConfigurationFailure {
    Map<String, Class<?>> known = new TreeMap<>();
    for (Descriptor descriptor : ExtensionList.lookup(Descriptor.class)) {
      if (descriptor.isSubTypeOf(base)) {
        SymbolLookup.getSymbolValue(descriptor).forEach(s -> known.put(s, descriptor.clazz));
      }
    }
    String symbol;
    Object settings = Map.of();
    if (value instanceof Map) {
      Map<String, Object> map = Keys.map(value, path);
      if (map.size() != 1) {
        throw new ConfigurationFailure(
            path
                + ": expected one key of "
                + String.join(", ", known.keySet())
                + ", found "
                + (map.isEmpty() ? "none" : String.join(", ", map.keySet())));
      }
      symbol = map.keySet().iterator().next();
      settings = map.get(symbol) == null ? Map.of() : map.get(symbol);
    } else {
      symbol = String.valueOf(value);
    }
    Class<?> type = known.get(symbol);
    if (type == null) {
      throw new ConfigurationFailure(
          path
              + "."
              + symbol
              + ": unknown kind of "
              + base.getSimpleName()
              + "."
              + NearestName.hint(symbol, known.keySet()));
    }
    return make(type, Keys.map(settings, path + "." + symbol), path + "." + symbol);
  }

  private static Object make(Class<?> type, Map<String, Object> settings, String path)
      throws ConfigurationFailure {
    DescribableModel<?> model = DescribableModel.of(type);
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (Map.Entry<String, Object> setting : settings.entrySet()) {
      DescribableParameter parameter = model.getParameter(setting.getKey());
      if (parameter == null) {
        Keys.known(
            setting.getKey(),
            model.getParameters().stream()
                .map(DescribableParameter::getName)
                .collect(Collectors.toList()),
            path);
      } else {
        String where = path + "." + setting.getKey();
        arguments.put(setting.getKey(), bind(parameter.getRawType(), setting.getValue(), where));
      }
    }
    try {
      return model.instantiate(arguments, null);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConfigurationFailure(path + ": " + cause.getMessage(), cause);
    }
  }
}
