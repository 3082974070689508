package hudson;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Environment variables, ordered and matched without regard to case. */
public class EnvVars extends TreeMap<String, String> {
  private static final long serialVersionUID = 1L;

  public EnvVars() {
    super(Comparator.nullsFirst(String.CASE_INSENSITIVE_ORDER));
  }

  public EnvVars(Map<String, String> from) {
    this();
    putAll(from);
  }

  public EnvVars(EnvVars from) {
    this((Map<String, String>) from);
  }

  /** Key, value, key, value … */
  public EnvVars(String... keysAndValues) {
    this();
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a value is missing after " + keysAndValues[keysAndValues.length - 1]);
    }
    for (int i = 0; i < keysAndValues.length; i += 2) {
      put(keysAndValues[i], keysAndValues[i + 1]);
    }
  }

  /**
   * Sets one variable; null or an empty value removes it, and {@code PATH+X} puts the value in
   * front of what {@code PATH} has.
   */
  public void override(String key, String value) {
    if (value == null || value.isEmpty()) {
      remove(key);
      return;
    }
    int plus = key.indexOf('+');
    if (plus <= 0) {
      put(key, value);
      return;
    }
    String name = key.substring(0, plus);
    String present = get(name);
    put(name, present == null ? value : value + java.io.File.pathSeparator + present);
  }

  public EnvVars overrideAll(Map<String, String> all) {
    all.forEach(this::override);
    return this;
  }

  /** As {@link #overrideAll}, each value expanded by the variables so far. */
  public EnvVars overrideExpandingAll(Map<String, String> all) {
    all.forEach((key, value) -> override(key, expand(value)));
    return this;
  }

  public String get(String key, String defaultValue) {
    String value = get(key);
    return value == null ? defaultValue : value;
  }

  public void putIfNotNull(String key, String value) {
    if (value != null) {
      put(key, value);
    }
  }

  /** Null values are refused; {@link #remove} takes a variable away. */
  @Override
  public String put(String key, String value) {
    if (value == null) {
      throw new IllegalArgumentException("null value for environment variable " + key);
    }
    return super.put(key, value);
  }

  public String expand(String text) {
    return Util.replaceMacro(text, this);
  }
}
