package hudson.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something that actions are attached to. */
public abstract class Actionable implements ModelObject {
  private final List<Action> actions = new CopyOnWriteArrayList<>();

  public final List<? extends Action> getAllActions() {
    return Collections.unmodifiableList(actions);
  }

  public <T extends Action> List<T> getActions(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Action action : actions) {
      if (type.isInstance(action)) {
        found.add(type.cast(action));
      }
    }
    return found;
  }

  /** The first of its type, or null. */
  public <T extends Action> T getAction(Class<T> type) {
    List<T> found = getActions(type);
    return found.isEmpty() ? null : found.get(0);
  }

  public void addAction(Action a) {
    if (a == null) {
      throw new IllegalArgumentException("no action given");
    }
    actions.add(a);
  }

  public boolean removeAction(Action a) {
    return actions.remove(a);
  }

  /** Whether something changed: an action of the very same class is replaced. */
  public boolean addOrReplaceAction(Action a) {
    List<Action> old = new ArrayList<>();
    boolean same = false;
    for (Action present : actions) {
      if (present == a) {
        same = true;
      } else if (present.getClass() == a.getClass()) {
        old.add(present);
      }
    }
    actions.removeAll(old);
    if (!same) {
      addAction(a);
    }
    return !same || !old.isEmpty();
  }

  public void replaceAction(Action a) {
    addOrReplaceAction(a);
  }
}
