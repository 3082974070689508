package io.jenkins.embedded.controller.sandbox;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovy.lang.MissingMethodException;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.kohsuke.groovy.sandbox.GroovyInterceptor;

/**
 * Decides each call, property and constructor that groovy-sandbox shows it. Classes of the script
 * itself are free, {@link ScriptFacing} ones dispatch by themselves, ours need
 * {@code @Whitelisted}, the rest is {@link AllowList}'s.
 */
public final class SandboxInterceptor extends GroovyInterceptor {
  static final AllowList ALLOWED = new AllowList();

  private final Runnable safepoint;

  /**
   * @param safepoint runs at every intercepted operation; it throws to end a branch that is to be
   *     interrupted while it computes
   */
  public SandboxInterceptor(Runnable safepoint) {
    this.safepoint = safepoint;
  }

  @Override
  public Object onMethodCall(Invoker invoker, Object receiver, String method, Object... args)
      throws Throwable {
    safepoint.run();
    if (receiver instanceof ScriptFacing facing) {
      if (method.equals("invokeMethod") && args.length == 2 && args[0] instanceof String name) {
        return facing.dispatch(name, array(args[1]));
      }
      if (facing.dispatches(method)) {
        return facing.dispatch(method, args);
      }
    }
    boolean condition = method.equals("equals") && args.length == 1 && args[0] instanceof Map;
    if (receiver instanceof Closure<?> closure
        && (condition || !Members.has(Closure.class, method))) {
      // sleep(1) would find a default Groovy method of the closure first, and the condition
      // equals(expected: …) its Java method.
      ScriptFacing target = target(closure);
      if (target != null && target.dispatches(method)) {
        return target.dispatch(method, args);
      }
    }
    if (receiver instanceof Class<?> type) {
      return onStaticCall(invoker, type, method, args);
    }
    CastTargets.check(method, args);
    if (receiver instanceof Map<?, ?> map && Members.callsEntry(map, method)) {
      return invoker.call(receiver, method, args);
    }
    if (receiver != null && !mayCall(receiver.getClass(), method, args, false)) {
      if (method.equals("invokeMethod") && Members.isPlainDelegate(receiver)) {
        // Asked whether it has the method of a closure's plain call: the owner is asked next.
        throw new MissingMethodException(String.valueOf(args[0]), receiver.getClass(), args);
      }
      throw refused("method", receiver.getClass(), method);
    }
    return invoker.call(receiver, method, args);
  }

  /** Whom plain names in the closure are for, where that is one of ours. */
  private static ScriptFacing target(Closure<?> closure) {
    boolean delegate =
        closure.getResolveStrategy() == Closure.DELEGATE_FIRST
            || closure.getResolveStrategy() == Closure.DELEGATE_ONLY;
    Object next = delegate ? closure.getDelegate() : closure.getOwner();
    if (next instanceof Closure<?> outer && outer != closure) {
      return target(outer);
    }
    return next instanceof ScriptFacing facing ? facing : null;
  }

  private static Object[] array(Object arguments) {
    return arguments instanceof Object[] many ? many : new Object[] {arguments};
  }

  private static boolean mayCall(Class<?> type, String method, Object[] args, boolean isStatic) {
    if (ALLOWED.allowsMethod(type, method, args.length)) {
      return true;
    }
    boolean groovy = ALLOWED.allowsGroovyMethod(type, method, args.length);
    if (Members.isScriptClass(type)) {
      return groovy || Members.isDeclaredByScript(type, method);
    }
    // Of a Java method that takes the arguments, the default Groovy method is not meant.
    groovy = groovy && !Members.accepts(type, method, args);
    if (Members.isOurs(type)) {
      return groovy || Members.isWhitelistedMethod(type, method);
    }
    boolean ofText = GString.class.isAssignableFrom(type) && !Members.hasMethod(type, method);
    return !isStatic && (groovy || ofText && mayCall(String.class, method, args, false));
  }

  @Override
  public Object onStaticCall(Invoker invoker, Class receiver, String method, Object... args)
      throws Throwable {
    safepoint.run();
    CastTargets.check(method, args);
    if (!mayCall(receiver, method, args, true)
        && !ALLOWED.allowsMethod(Class.class, method, args.length)) {
      throw refused("staticMethod", receiver, method);
    }
    return invoker.call(receiver, method, args);
  }

  @Override
  public Object onSuperCall(
      Invoker invoker, Class senderType, Object receiver, String method, Object... args)
      throws Throwable {
    safepoint.run();
    if (receiver instanceof ScriptFacing facing) {
      return facing.dispatch(method, args);
    }
    CastTargets.check(method, args);
    if (!mayCall(senderType.getSuperclass(), method, args, false)) {
      throw refused("method", senderType.getSuperclass(), method);
    }
    return super.onSuperCall(invoker, senderType, receiver, method, args);
  }

  @Override
  public Object onNewInstance(Invoker invoker, Class receiver, Object... args) throws Throwable {
    safepoint.run();
    boolean allowed =
        Members.isScriptClass(receiver)
            || (Members.isOurs(receiver)
                ? Members.isWhitelistedConstructor(receiver)
                : ALLOWED.allowsNew(receiver, args));
    if (!allowed) {
      throw new RejectedAccess("Scripts not permitted to use new " + receiver.getName());
    }
    return invoker.call(receiver, null, args);
  }

  @Override
  public void onSuperConstructor(Invoker invoker, Class receiver, Object... args) throws Throwable {
    if (!ScriptFacing.class.isAssignableFrom(receiver)
        && !Members.isScriptClass(receiver)
        && !ALLOWED.allowsNew(receiver)) {
      throw new RejectedAccess("Scripts not permitted to use new " + receiver.getName());
    }
  }

  @Override
  public Object onGetProperty(Invoker invoker, Object receiver, String property) throws Throwable {
    safepoint.run();
    if (receiver instanceof ScriptFacing facing) {
      return facing.read(property);
    }
    checkRead(receiver, property);
    return invoker.call(receiver, property);
  }

  private static void checkRead(Object receiver, String property) {
    if (receiver == null || receiver instanceof Map || receiver instanceof Closure) {
      if (receiver instanceof Closure
          && Members.has(Closure.class, "get" + Members.capital(property))
          && !allowsProperty(Closure.class, property)) {
        throw refused("property", receiver.getClass(), property);
      }
      return;
    }
    if (receiver instanceof Collection<?> many) {
      // Groovy reads the property of every element.
      many.forEach(element -> checkRead(element, property));
      return;
    }
    boolean onClass = receiver instanceof Class;
    Class<?> type = onClass ? (Class<?>) receiver : receiver.getClass();
    if (type.isArray() && property.equals("length")) {
      return;
    }
    if (onClass && (property.equals("name") || property.equals("simpleName"))) {
      return;
    }
    boolean allowed;
    if (onClass && Members.has(Class.class, "get" + Members.capital(property))) {
      allowed = false;
    } else if (Members.isScriptClass(type)) {
      allowed = !property.equals("metaClass") && !property.equals("class");
    } else if (Members.isOurs(type)) {
      allowed = Members.isWhitelistedProperty(type, property) || allowsProperty(type, property);
    } else {
      allowed = allowsProperty(type, property);
    }
    if (!allowed) {
      throw refused("property", type, property);
    }
  }

  private static boolean allowsProperty(Class<?> type, String property) {
    if (property.equals("class") || property.equals("metaClass")) {
      return false;
    }
    String capital = Members.capital(property);
    return ALLOWED.allowsMember(type, property)
        || ALLOWED.allowsMember(type, "get" + capital)
        || ALLOWED.allowsMember(type, "is" + capital);
  }

  @Override
  public Object onSetProperty(Invoker invoker, Object receiver, String property, Object value)
      throws Throwable {
    safepoint.run();
    if (receiver instanceof ScriptFacing facing) {
      facing.write(property, value);
      return value;
    }
    if (receiver instanceof Map || receiver == null) {
      return invoker.call(receiver, property, value);
    }
    Class<?> type = receiver.getClass();
    boolean allowed =
        receiver instanceof Closure
            ? !property.equals("metaClass")
            : Members.isScriptClass(type) && !property.equals("metaClass")
                || Members.isOurs(type)
                    && Members.isWhitelistedMethod(type, "set" + Members.capital(property));
    if (!allowed) {
      throw refused("property", type, property);
    }
    return invoker.call(receiver, property, value);
  }

  @Override
  public Object onGetAttribute(Invoker invoker, Object receiver, String attribute)
      throws Throwable {
    if (receiver == null || !Members.isFieldOfScript(receiver.getClass(), attribute)) {
      throw refused("field", receiver == null ? Object.class : receiver.getClass(), attribute);
    }
    return invoker.call(receiver, attribute);
  }

  @Override
  public Object onSetAttribute(Invoker invoker, Object receiver, String attribute, Object value)
      throws Throwable {
    if (receiver == null || !Members.isFieldOfScript(receiver.getClass(), attribute)) {
      throw refused("field", receiver == null ? Object.class : receiver.getClass(), attribute);
    }
    return invoker.call(receiver, attribute, value);
  }

  @Override
  public Object onGetArray(Invoker invoker, Object receiver, Object index) throws Throwable {
    safepoint.run();
    if (isPlainContainer(receiver, index)) {
      return invoker.call(receiver, null, index);
    }
    if (receiver instanceof ScriptFacing) {
      throw refused("index", receiver.getClass(), String.valueOf(index)); // env['X']
    }
    // For other objects, x['name'] is x.name.
    checkRead(receiver, String.valueOf(index));
    return invoker.call(receiver, null, index);
  }

  @Override
  public Object onSetArray(Invoker invoker, Object receiver, Object index, Object value)
      throws Throwable {
    if (!isPlainContainer(receiver, index)) {
      throw refused("property", receiver.getClass(), String.valueOf(index));
    }
    return invoker.call(receiver, null, index, value);
  }

  private static boolean isPlainContainer(Object receiver, Object index) {
    if (receiver == null || receiver instanceof Map) {
      return true;
    }
    // 'x'['name'] is a property even there
    return !(index instanceof CharSequence)
        && (receiver instanceof java.util.List
            || receiver instanceof CharSequence
            || receiver instanceof java.util.regex.Matcher
            || receiver.getClass().isArray() && Array.getLength(receiver) >= 0);
  }

  private static RejectedAccess refused(String kind, Class<?> type, String member) {
    return new RejectedAccess(
        "Scripts not permitted to use " + kind + " " + type.getName() + " " + member);
  }
}
