package org.jenkinsci.plugins.structs.describable;

import java.lang.reflect.Type;

/** One setting of a describable. */
public final class DescribableParameter {
  private final String name;
  private final Type type;
  private final boolean required;
  final PropertyAccess access;

  DescribableParameter(String name, Type type, boolean required, PropertyAccess access) {
    this.name = name;
    this.type = type;
    this.required = required;
    this.access = access;
  }

  public String getName() {
    return name;
  }

  public Type getRawType() {
    return type;
  }

  public Class<?> getErasedType() {
    return Coercion.erased(type);
  }

  /** Whether it is a parameter of the constructor. */
  public boolean isRequired() {
    return required;
  }

  @Override
  public String toString() {
    return name + ": " + type.getTypeName() + (required ? "" : "?");
  }
}
