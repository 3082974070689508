package io.jenkins.embedded.casc;

import hudson.BulkChange;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.plugins.structs.SymbolLookup;

/**
 * {@code unclassified}: each key the symbol of a global configuration, each of its keys a setter.
 */
final class UnclassifiedRoot {
  private UnclassifiedRoot() {}

  static void apply(Map<String, Object> root) throws ConfigurationFailure {
    if (root.isEmpty()) {
      return;
    }
    Map<String, GlobalConfiguration> known = new TreeMap<>();
    for (GlobalConfiguration configuration : GlobalConfiguration.all()) {
      SymbolLookup.getSymbolValue(configuration).forEach(s -> known.put(s, configuration));
    }
    for (Map.Entry<String, Object> entry : root.entrySet()) {
      String path = "unclassified." + entry.getKey();
      GlobalConfiguration configuration = known.get(entry.getKey());
      if (configuration == null) {
        throw new ConfigurationFailure(
            path + ": unknown key." + NearestName.hint(entry.getKey(), known.keySet()));
      }
      configure(configuration, Keys.map(entry.getValue(), path), path);
    }
  }

  private static void configure(
      GlobalConfiguration configuration, Map<String, Object> settings, String path)
      throws ConfigurationFailure {
    Map<String, Method> setters = setters(configuration.getClass());
    // never committed: the file is read again at the next start
    try (BulkChange ignored = new BulkChange(configuration)) {
      for (Map.Entry<String, Object> setting : settings.entrySet()) {
        Keys.known(setting.getKey(), setters.keySet(), path);
        Method setter = setters.get(setting.getKey());
        String where = path + "." + setting.getKey();
        Object value =
            Binding.bind(setter.getGenericParameterTypes()[0], setting.getValue(), where);
        setter.invoke(configuration, value);
      }
    } catch (InvocationTargetException e) {
      throw new ConfigurationFailure(path + ": " + e.getCause().getMessage(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new ConfigurationFailure(path + ": a setter is not public", e);
    }
  }

  private static Map<String, Method> setters(Class<?> type) {
    Map<String, Method> setters = new LinkedHashMap<>();
    for (Method method : type.getMethods()) {
      String name = method.getName();
      if (name.startsWith("set")
          && name.length() > 3
          && method.getParameterCount() == 1
          && !method.isBridge()) {
        setters.put(Character.toLowerCase(name.charAt(3)) + name.substring(4), method);
      }
    }
    return setters;
  }
}
