package hudson.util;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The words of a command, some of them masked in logs. */
public class ArgumentListBuilder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> args = new ArrayList<>();
  private final BitSet mask = new BitSet();

  public ArgumentListBuilder() {}

  public ArgumentListBuilder(String... args) {
    add(args);
  }

  public ArgumentListBuilder add(String a) {
    return add(a, false);
  }

  /** A null word is left out. */
  public ArgumentListBuilder add(String a, boolean masked) {
    if (a != null) {
      if (masked) {
        mask.set(args.size());
      }
      args.add(a);
    }
    return this;
  }

  public ArgumentListBuilder add(String... args) {
    for (String arg : args) {
      add(arg);
    }
    return this;
  }

  public ArgumentListBuilder add(Iterable<String> args) {
    args.forEach(this::add);
    return this;
  }

  public void addMasked(String string) {
    add(string, true);
  }

  public List<String> toList() {
    return args;
  }

  public String[] toCommandArray() {
    return args.toArray(new String[0]);
  }

  public boolean hasMaskedArguments() {
    return !mask.isEmpty();
  }

  public boolean[] toMaskArray() {
    boolean[] masks = new boolean[args.size()];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = mask.get(i);
    }
    return masks;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < args.size(); i++) {
      text.append(i == 0 ? "" : " ").append(mask.get(i) ? "******" : args.get(i));
    }
    return text.toString();
  }
}
