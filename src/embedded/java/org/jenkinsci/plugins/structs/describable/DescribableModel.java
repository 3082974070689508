package org.jenkinsci.plugins.structs.describable;

import hudson.model.Descriptor;
import hudson.model.TaskListener;
import hudson.util.Secret;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.SymbolLookup;

/**
 * How a describable is made from named arguments: those of its {@code @DataBoundConstructor} are
 * required, those of its {@code @DataBoundSetter}s are not.
 */
public final class DescribableModel<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Key of the class of a nested describable. */
  public static final String CLAZZ = "$class";

  /** Whether unknown arguments are refused; a real controller logs them unless a test runs. */
  public static boolean STRICT_PARAMETER_CHECKING =
      Boolean.getBoolean(DescribableModel.class.getName() + ".STRICT_PARAMETER_CHECKING");

  private final Class<T> type;
  private final transient Constructor<T> constructor;
  private final transient Map<String, DescribableParameter> parameters;

  public DescribableModel(Class<T> clazz) {
    this.type = clazz;
    this.constructor = BoundMembers.constructor(clazz);
    this.parameters = BoundMembers.parameters(clazz, constructor);
  }

  public static <T> DescribableModel<T> of(Class<T> clazz) {
    return new DescribableModel<>(clazz);
  }

  public Class<T> getType() {
    return type;
  }

  /** Required ones first, in the order of the constructor. */
  public Collection<DescribableParameter> getParameters() {
    return parameters.values();
  }

  /** Null where there is none of the name. */
  public DescribableParameter getParameter(String name) {
    return parameters.get(name);
  }

  public boolean hasSingleRequiredParameter() {
    return parameters.values().stream().filter(DescribableParameter::isRequired).count() == 1;
  }

  /** The one required parameter, or the only one at all; null otherwise. */
  public DescribableParameter getSoleRequiredParameter() {
    List<DescribableParameter> required = new ArrayList<>();
    parameters.values().stream().filter(DescribableParameter::isRequired).forEach(required::add);
    if (required.size() == 1) {
      return required.get(0);
    }
    return required.isEmpty() && parameters.size() == 1
        ? parameters.values().iterator().next()
        : null;
  }

  public String getDisplayName() {
    Descriptor<?> descriptor = descriptor();
    return descriptor == null ? type.getSimpleName() : descriptor.getDisplayName();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Descriptor<?> descriptor() {
    return Jenkins.get().getDescriptor((Class) type);
  }

  /**
   * Makes one.
   *
   * @param listener where unknown arguments are reported that are not refused; may be null
   * @throws IllegalArgumentException for a value of the wrong kind, or an unknown name when strict
   */
  public T instantiate(Map<String, ?> arguments, TaskListener listener)
      throws IllegalArgumentException {
    Map<String, ?> args = arguments;
    Descriptor<?> descriptor = descriptor();
    if (descriptor instanceof CustomDescribableModel) {
      args = ((CustomDescribableModel) descriptor).customInstantiate(immutable(arguments));
    }
    args = named(args);
    checkUnknown(args, listener);
    try {
      T made = construct(args, listener);
      for (DescribableParameter parameter : parameters.values()) {
        if (!parameter.isRequired() && args.containsKey(parameter.getName())) {
          parameter.access.set(made, value(parameter, args, listener));
        }
      }
      return made;
    } catch (InvocationTargetException e) {
      throw failure(args, e.getCause());
    } catch (Exception e) {
      throw failure(args, e);
    }
  }

  private IllegalArgumentException failure(Map<String, ?> args, Throwable cause) {
    boolean secret = args.values().stream().anyMatch(Secret.class::isInstance);
    String what = secret ? "arguments" : args.toString();
    return new IllegalArgumentException(
        "Could not instantiate " + what + " for " + type.getName() + ": " + cause, cause);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> immutable(Map<String, ?> map) {
    return (Map<String, Object>) frozen(map);
  }

  private static Object frozen(Object value) {
    if (value instanceof Map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((k, v) -> copy.put(k, frozen(v)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List) {
      List<Object> copy = new ArrayList<>();
      ((List<?>) value).forEach(v -> copy.add(frozen(v)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }

  private Map<String, ?> named(Map<String, ?> args) {
    if (!args.containsKey(UninstantiatedDescribable.ANONYMOUS_KEY)) {
      return args;
    }
    if (args.size() != 1) {
      throw new IllegalArgumentException(
          "All arguments have to be named but it has " + UninstantiatedDescribable.ANONYMOUS_KEY);
    }
    DescribableParameter sole = getSoleRequiredParameter();
    if (sole == null) {
      throw new IllegalArgumentException("Arguments to " + type + " have to be explicitly named");
    }
    return Collections.singletonMap(sole.getName(), args.values().iterator().next());
  }

  private void checkUnknown(Map<String, ?> args, TaskListener listener) {
    Set<String> unknown = new TreeSet<>(args.keySet());
    unknown.removeAll(parameters.keySet());
    if (unknown.isEmpty()) {
      return;
    }
    String message =
        "WARNING: Unknown parameter(s) found for class type '"
            + type.getName()
            + "': "
            + String.join(",", unknown);
    if (STRICT_PARAMETER_CHECKING) {
      throw new IllegalArgumentException(message);
    }
    if (listener != null) {
      listener.getLogger().println(message);
    }
  }

  private T construct(Map<String, ?> args, TaskListener listener) throws Exception {
    List<Object> values = new ArrayList<>();
    for (DescribableParameter parameter : parameters.values()) {
      if (parameter.isRequired()) {
        Object value = value(parameter, args, listener);
        values.add(value == null ? Coercion.absent(parameter.getRawType()) : value);
      }
    }
    return constructor.newInstance(values.toArray());
  }

  private Object value(DescribableParameter parameter, Map<String, ?> args, TaskListener listener)
      throws Exception {
    String where = type.getName() + "." + parameter.getName();
    return Coercion.to(parameter.getRawType(), args.get(parameter.getName()), where, listener);
  }

  /**
   * The arguments that would make this object; optional ones that have their default are left out.
   */
  public UninstantiatedDescribable uninstantiate2(T o) throws UnsupportedOperationException {
    Map<String, Object> args = new TreeMap<>();
    for (DescribableParameter parameter : parameters.values()) {
      Object value = plain(parameter, o);
      if (!parameter.isRequired() || value != null) {
        args.put(parameter.getName(), value);
      }
    }
    T usual = withDefaults(args);
    for (DescribableParameter parameter : parameters.values()) {
      if (usual != null
          && !parameter.isRequired()
          && Objects.equals(plain(parameter, usual), args.get(parameter.getName()))) {
        args.remove(parameter.getName());
      }
    }
    UninstantiatedDescribable told = new UninstantiatedDescribable(symbol(), null, args);
    Descriptor<?> descriptor = descriptor();
    return descriptor instanceof CustomDescribableModel
        ? ((CustomDescribableModel) descriptor).customUninstantiate(told)
        : told;
  }

  private Object plain(DescribableParameter parameter, T o) {
    return Coercion.from(parameter.access.get(o), parameter.getRawType());
  }

  /** Made from the required arguments alone; null where that fails, and then all is told. */
  private T withDefaults(Map<String, Object> args) {
    Map<String, Object> required = new LinkedHashMap<>(args);
    required.keySet().removeIf(name -> !parameters.get(name).isRequired());
    try {
      return construct(required, null);
    } catch (Exception e) {
      return null;
    }
  }

  private String symbol() {
    Descriptor<?> descriptor = descriptor();
    return descriptor == null
        ? null
        : SymbolLookup.getSymbolValue(descriptor).stream().findFirst().orElse(null);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  public static UninstantiatedDescribable uninstantiate2_(Object o) {
    return new DescribableModel(o.getClass()).uninstantiate2(o);
  }

  private Object readResolve() throws ObjectStreamException {
    return new DescribableModel<>(type);
  }

  @Override
  public String toString() {
    return type.getName() + parameters.values();
  }
}
