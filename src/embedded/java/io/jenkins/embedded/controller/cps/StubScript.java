package io.jenkins.embedded.controller.cps;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The base class of scripts under groovy-cps: every name is a step or a section. */
public abstract class StubScript extends SerializableScript {
  private static final long serialVersionUID = 1L;
  private static final AtomicInteger CALLS = new AtomicInteger();

  static void reset() {
    CALLS.set(0);
  }

  static int calls() {
    return CALLS.get();
  }

  @Override
  public Object invokeMethod(String name, Object arguments) {
    Object[] all = InvokerHelper.asArray(arguments);
    if (getBinding().hasVariable(name) && getBinding().getVariable(name) instanceof Closure<?> c) {
      return c.call(all);
    }
    return step(this, all);
  }

  /** A stub of a step or section; the calls below leave by groovy-cps' own exceptions. */
  static Object step(Object delegate, Object[] arguments) {
    CALLS.incrementAndGet();
    List<Closure<?>> bodies = new ArrayList<>();
    Map<String, Closure<?>> branches = new LinkedHashMap<>();
    for (Object argument : arguments) {
      if (argument instanceof Closure<?> body) {
        bodies.add(body);
      } else if (argument instanceof Map<?, ?> map) {
        map.forEach(
            (name, value) -> {
              if (value instanceof Closure<?> body) {
                branches.put(String.valueOf(name), body);
              }
            });
      }
    }
    bodies.addAll(branches.values());
    if (bodies.isEmpty()) {
      // Suspends the program; what it is resumed with becomes the step's value.
      return Continuable.suspend(new StubValue());
    }
    for (Closure<?> body : bodies) {
      body.setDelegate(delegate instanceof StubScript ? new StubSection() : delegate);
      body.setResolveStrategy(Closure.OWNER_FIRST);
    }
    return branches.size() == bodies.size() ? Bodies.run(branches) : Bodies.run(bodies);
  }

  // Steps that Script and Object have methods for.
  public Object sleep(long time) {
    return step(this, new Object[0]);
  }

  @Override
  public void println(Object value) {}

  @Override
  public void println() {}

  @Override
  public void print(Object value) {}

  @Override
  public Object getProperty(String name) {
    try {
      return super.getProperty(name);
    } catch (MissingPropertyException e) {
      return new StubValue();
    }
  }
}
