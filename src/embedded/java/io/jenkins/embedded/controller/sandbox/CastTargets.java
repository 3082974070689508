package io.jenkins.embedded.controller.sandbox;

import groovy.lang.Closure;
import java.lang.reflect.Modifier;

/**
 * Types that a value may be coerced to. Groovy makes the new object by any constructor of the type,
 * so these are types whose constructors have no effect.
 */
public final class CastTargets {
  private CastTargets() {}

  /** Whether casts to that type, or variables of it, are open to scripts. */
  public static boolean allows(Class<?> type) {
    if (type.isArray()) {
      return allows(type.getComponentType());
    }
    return type.isPrimitive()
        || type.isInterface()
        || type.isEnum()
        || type == Object.class
        || type == Closure.class
        || Throwable.class.isAssignableFrom(type)
        || ScriptFacing.class.isAssignableFrom(type)
        || Members.isScriptClass(type)
        || SandboxInterceptor.ALLOWED.allowsValue(type)
        || Members.isOurs(type) && isResult(type);
  }

  /** A final class of ours with something for scripts to read is a step's result: plain data. */
  private static boolean isResult(Class<?> type) {
    return Modifier.isFinal(type.getModifiers())
            && java.io.Serializable.class.isAssignableFrom(type)
            && Members.hasWhitelistedMethod(type)
        || Members.isWhitelistedConstructor(type);
  }

  /** Refuses conversions by {@code as} to what scripts must not hold. */
  static void check(String method, Object[] args) {
    if (!method.equals("asType") && !method.equals("castToType")) {
      return;
    }
    for (Object argument : args) {
      if (argument instanceof Class<?> type && !allows(type)) {
        throw new RejectedAccess("Scripts not permitted to cast to " + type.getName());
      }
    }
  }
}
