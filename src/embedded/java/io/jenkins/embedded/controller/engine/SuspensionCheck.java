package io.jenkins.embedded.controller.engine;

import com.cloudbees.groovy.cps.NonCPS;
import groovy.lang.GroovyClassLoader;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.callsite.CallSite;

/**
 * Refuses a step that is called through a frame which Jenkins' CPS interpreter could not suspend
 * (DESIGN section 5, rule d), and names that frame.
 */
final class SuspensionCheck {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** What com.cloudbees.groovy.cps.CpsDefaultGroovyMethods 1.31 has in a suspendable form. */
  private static final Set<String> SUSPENDABLE =
      Set.of(
          "any",
          "collect",
          "collectEntries",
          "collectMany",
          "collectNested",
          "combinations",
          "count",
          "countBy",
          "downto",
          "each",
          "eachByte",
          "eachCombination",
          "eachPermutation",
          "eachWithIndex",
          "every",
          "find",
          "findAll",
          "findIndexOf",
          "findIndexValues",
          "findLastIndexOf",
          "findResult",
          "findResults",
          "flatten",
          "groupBy",
          "inject",
          "max",
          "min",
          "permutations",
          "removeAll",
          "retainAll",
          "reverseEach",
          "split",
          "step",
          "sum",
          "times",
          "upto",
          "use",
          "with",
          "withDefault",
          "invokeMethod",
          "addEntry",
          "callClosureForMapEntry",
          "callClosureForMapEntryAndCounter",
          "countAnswer",
          "groupAnswer",
          "eachCount",
          "collectNestedRecursive",
          "getAt",
          "findMany");

  private static final List<String> PLUMBING =
      List.of(
          "groovy.lang.",
          "org.codehaus.groovy.runtime.",
          "org.codehaus.groovy.reflection.",
          "org.codehaus.groovy.vmplugin.",
          "java.lang.reflect.",
          "jdk.internal.reflect.",
          "sun.reflect.",
          "java.lang.invoke.",
          "org.kohsuke.groovy.sandbox.",
          "io.jenkins.embedded.controller.");

  private static final Set<String> CONVERSIONS =
      Set.of(
          "org.codehaus.groovy.runtime.InvokerHelper.toString",
          "org.codehaus.groovy.runtime.InvokerHelper.format",
          "org.codehaus.groovy.runtime.InvokerHelper.write",
          "org.codehaus.groovy.runtime.InvokerHelper.inspect");

  private SuspensionCheck() {}

  /**
   * @throws UnsupportedOperationException naming the frame; the message is close to the one that
   *     Jenkins prints when CPS code is reached from code that was not transformed
   */
  static void check(String step) {
    Optional<String> frame = WALKER.walk(SuspensionCheck::unsuspendable);
    if (frame.isPresent()) {
      throw new UnsupportedOperationException(
          "Step '"
              + step
              + "' is called from "
              + frame.get()
              + ", which Jenkins cannot suspend; call steps from plain methods, loops and closures"
              + " of CPS-transformed methods such as each");
    }
  }

  /** The innermost such frame; of a Groovy method that works by helpers, the method itself. */
  private static Optional<String> unsuspendable(Stream<StackFrame> frames) {
    Optional<String> found = Optional.empty();
    Iterable<StackFrame> walked = frames::iterator;
    for (StackFrame frame : walked) {
      boolean base =
          frame.getDeclaringClass() == Branch.class && frame.getMethodName().equals("enter");
      boolean script = frame.getDeclaringClass().getClassLoader() instanceof GroovyClassLoader;
      if (base || (script && found.isPresent())) {
        break;
      }
      Optional<String> here = describe(frame);
      if (here.isPresent() && (found.isEmpty() || here.get().endsWith("{ }"))) {
        found = here;
      }
    }
    return found;
  }

  private static Optional<String> describe(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    String method = frame.getMethodName();
    if (type.getClassLoader() instanceof GroovyClassLoader) {
      if (method.equals("<init>") || method.equals("<clinit>")) {
        boolean ofScript = groovy.lang.Script.class.isAssignableFrom(type);
        return ofScript
            ? Optional.empty()
            : Optional.of("the constructor of " + type.getSimpleName());
      }
      return isNonCps(type, method)
          ? Optional.of("the @NonCPS method " + method)
          : Optional.empty();
    }
    if (CallSite.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    String owner = type.getName();
    if (owner.startsWith("org.codehaus.groovy.runtime.") && owner.contains("GroovyMethods")) {
      return SUSPENDABLE.contains(method) ? Optional.empty() : Optional.of(method + " { }");
    }
    if (CONVERSIONS.contains(owner + "." + method) || owner.equals("groovy.lang.GString")) {
      return Optional.of("the conversion of an object to text (" + method + ")");
    }
    if (owner.equals("org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation")
        && method.startsWith("compare")) {
      return Optional.of("a comparison (" + method + ")");
    }
    for (String prefix : PLUMBING) {
      if (owner.startsWith(prefix)) {
        return Optional.empty();
      }
    }
    return Optional.of(owner + "." + method);
  }

  private static boolean isNonCps(Class<?> type, String method) {
    for (Method declared : type.getDeclaredMethods()) {
      if (declared.getName().equals(method) && declared.isAnnotationPresent(NonCPS.class)) {
        return true;
      }
    }
    return false;
  }
}
