package io.jenkins.embedded.controller.engine;

import java.util.ArrayList;
import java.util.List;

/** The objects that enclosing steps gave to a body, innermost first; immutable. */
final class Scope {
  private final Scope outer;
  private final Object object;

  private Scope(Scope outer, Object object) {
    this.outer = outer;
    this.object = object;
  }

  static Scope root(Object object) {
    return new Scope(null, object);
  }

  Scope with(Object added) {
    return new Scope(this, added);
  }

  /** The innermost object of that type, or null. */
  <T> T find(Class<T> type) {
    for (Scope s = this; s != null; s = s.outer) {
      if (type.isInstance(s.object)) {
        return type.cast(s.object);
      }
    }
    return null;
  }

  /** All objects of that type, outermost first. */
  <T> List<T> all(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Scope s = this; s != null; s = s.outer) {
      if (type.isInstance(s.object)) {
        found.add(0, type.cast(s.object));
      }
    }
    return found;
  }
}
