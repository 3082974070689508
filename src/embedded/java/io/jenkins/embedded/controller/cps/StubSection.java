package io.jenkins.embedded.controller.cps;

import groovy.lang.GroovyObjectSupport;
import java.io.Serializable;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The delegate in bodies: takes assignments such as those of {@code environment}. */
public final class StubSection extends GroovyObjectSupport implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Object invokeMethod(String name, Object arguments) {
    return StubScript.step(this, InvokerHelper.asArray(arguments));
  }

  @Override
  public Object getProperty(String name) {
    return new StubValue();
  }

  @Override
  public void setProperty(String name, Object value) {}
}
