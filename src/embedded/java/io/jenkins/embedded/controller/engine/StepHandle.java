package io.jenkins.embedded.controller.engine;

import java.io.ObjectStreamException;
import java.io.Serializable;

/** Stands for a step's context in stored state. */
final class StepHandle implements Serializable {
  private static final long serialVersionUID = 1L;
  private final String program;
  private final String id;

  StepHandle(String program, String id) {
    this.program = program;
    this.id = id;
  }

  private Object readResolve() throws ObjectStreamException {
    return Program.step(program, id);
  }
}
