package org.jenkinsci.plugins.structs.describable;

import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A describable that is not made yet: symbol or class, and arguments. */
public class UninstantiatedDescribable implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Key of the one argument that was given without a name. */
  public static final String ANONYMOUS_KEY = "<anonymous>";

  private String symbol;
  private String klass;
  private final LinkedHashMap<String, Object> arguments;
  private transient DescribableModel<?> model;

  public UninstantiatedDescribable(String symbol, String klass, Map<String, ?> arguments) {
    this.symbol = symbol;
    this.klass = klass;
    this.arguments = new LinkedHashMap<>(arguments);
  }

  public UninstantiatedDescribable(Map<String, ?> arguments) {
    this(null, null, arguments);
  }

  public String getSymbol() {
    return symbol;
  }

  public void setSymbol(String symbol) {
    this.symbol = symbol;
  }

  public String getKlass() {
    return klass;
  }

  public void setKlass(String klass) {
    this.klass = klass;
  }

  /** What the symbol names, where whoever made this knows it. */
  public DescribableModel<?> getModel() {
    return model;
  }

  public void setModel(DescribableModel<?> model) {
    this.model = model;
  }

  public Map<String, ?> getArguments() {
    return arguments;
  }

  /** The same kind with other arguments. */
  public UninstantiatedDescribable withArguments(Map<String, ?> arguments) {
    UninstantiatedDescribable copy = new UninstantiatedDescribable(symbol, klass, arguments);
    copy.model = model;
    return copy;
  }

  /** With {@code $class} where the class is not the one that is declared; nested ones too. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new TreeMap<>();
    arguments.forEach((key, value) -> map.put(key, plain(value)));
    if (klass != null) {
      map.put(DescribableModel.CLAZZ, klass);
    }
    return map;
  }

  private static Object plain(Object value) {
    if (value instanceof UninstantiatedDescribable) {
      return ((UninstantiatedDescribable) value).toMap();
    }
    if (value instanceof List) {
      List<Object> list = new ArrayList<>();
      ((List<?>) value).forEach(v -> list.add(plain(v)));
      return list;
    }
    return value;
  }

  public <T> T instantiate(Class<T> base, TaskListener listener) throws Exception {
    Class<?> type = Coercion.resolve(base, klass, symbol);
    return base.cast(new DescribableModel<>(type).instantiate(arguments, listener));
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof UninstantiatedDescribable)) {
      return false;
    }
    UninstantiatedDescribable that = (UninstantiatedDescribable) o;
    return Objects.equals(symbol, that.symbol)
        && Objects.equals(klass, that.klass)
        && arguments.equals(that.arguments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(symbol, klass, arguments);
  }

  @Override
  public String toString() {
    String name = symbol != null ? "@" + symbol : klass != null ? "$" + klass : "";
    return name + "(" + arguments + ")";
  }
}
