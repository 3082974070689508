package io.jenkins.embedded.controller.cps;

import groovy.lang.GroovyObjectSupport;
import java.io.Serializable;

/** What a stubbed step returns: has every property and method, each again such a value. */
public final class StubValue extends GroovyObjectSupport implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Object getProperty(String name) {
    return new StubValue();
  }

  @Override
  public void setProperty(String name, Object value) {}

  @Override
  public Object invokeMethod(String name, Object arguments) {
    return new StubValue();
  }

  /** {@code value['x']}. */
  public Object getAt(Object index) {
    return new StubValue();
  }

  /** So that numbers can be compared with it and {@code a + b} has a value. */
  public Object plus(Object other) {
    return this;
  }

  @Override
  public String toString() {
    return "stub";
  }
}
