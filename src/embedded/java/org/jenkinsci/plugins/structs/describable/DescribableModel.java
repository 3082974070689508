package org.jenkinsci.plugins.structs.describable;

import hudson.model.Descriptor;
import hudson.model.TaskListener;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  static final String SYMBOL = "$symbol";

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
    Map<String, Object> args = new LinkedHashMap<>(arguments);
    args.remove(CLAZZ);
    args.remove(SYMBOL);
    Descriptor<?> descriptor = descriptor();
    if (descriptor instanceof CustomDescribableModel) {
      args = new LinkedHashMap<>(((CustomDescribableModel) descriptor).customInstantiate(args));
    }
    if (args.containsKey(UninstantiatedDescribable.ANONYMOUS_KEY)) {
      name(args);
    }
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
      throw new IllegalArgumentException(
          "Could not instantiate "
              + args
              + " for "
              + type.getName()
              + ": "
              + e.getCause().getMessage(),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " cannot be made", e);
    }
  }

  private void name(Map<String, Object> args) {
    DescribableParameter sole = getSoleRequiredParameter();
    if (args.size() != 1 || sole == null) {
      throw new IllegalArgumentException(
          "All arguments have to be named but instead got " + args + " for " + type.getName());
    }
    args.put(sole.getName(), args.remove(UninstantiatedDescribable.ANONYMOUS_KEY));
  }

  private void checkUnknown(Map<String, Object> args, TaskListener listener) {
    for (String name : args.keySet()) {
      if (!parameters.containsKey(name)) {
        String message =
            "Unknown parameter(s) found for class type '" + type.getName() + "': " + name;
        if (STRICT_PARAMETER_CHECKING) {
          throw new IllegalArgumentException(message);
        }
        if (listener != null) {
          listener.getLogger().println("WARNING: " + message);
        }
      }
    }
  }

  private T construct(Map<String, Object> args, TaskListener listener)
      throws ReflectiveOperationException {
    List<Object> values = new ArrayList<>();
    for (DescribableParameter parameter : parameters.values()) {
      if (parameter.isRequired()) {
        values.add(value(parameter, args, listener));
      }
    }
    return constructor.newInstance(values.toArray());
  }

  private Object value(
      DescribableParameter parameter, Map<String, Object> args, TaskListener listener) {
    String where = type.getName() + "." + parameter.getName();
    return Coercion.to(parameter.getRawType(), args.get(parameter.getName()), where, listener);
  }

  /**
   * The arguments that would make this object; optional ones that have their default are left out.
   */
  public UninstantiatedDescribable uninstantiate2(T o) throws UnsupportedOperationException {
    Map<String, Object> args = new LinkedHashMap<>();
    Object plain = null;
    for (DescribableParameter parameter : parameters.values()) {
      if (parameter.isRequired()) {
        args.put(
            parameter.getName(), Coercion.from(parameter.access.get(o), parameter.getRawType()));
      }
    }
    try {
      plain = construct(new LinkedHashMap<>(args), null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      plain = null; // nothing to compare with: all settings are told
    }
    for (DescribableParameter parameter : parameters.values()) {
      if (!parameter.isRequired()) {
        Object value = parameter.access.get(o);
        Object usual = plain == null ? null : parameter.access.get(plain);
        if (!Objects.equals(value, usual)) {
          args.put(parameter.getName(), Coercion.from(value, parameter.getRawType()));
        }
      }
    }
    UninstantiatedDescribable result = new UninstantiatedDescribable(symbol(), null, args);
    if (result.getSymbol() == null) {
      result.setKlass(type.getSimpleName());
    }
    Descriptor<?> descriptor = descriptor();
    return descriptor instanceof CustomDescribableModel
        ? ((CustomDescribableModel) descriptor).customUninstantiate(result)
        : result;
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
