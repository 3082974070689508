package io.jenkins.plugins.paas.platform.readiness;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found out about one component. Immutable.
 *
 * @param configured whether the platform has it at all: what nobody asked for is no alarm
 * @param evidence what was seen
 * @param remedy what to do; "" where nothing is to be done
 * @param millis how long it took to find out
 */
public record Finding(
    Need need,
    String component,
    Readiness outcome,
    boolean configured,
    String evidence,
    String remedy,
    long millis) {

  /** Texts come from systems: they are bounded here, once. */
  private static final int MOST = 1500;

  public Finding {
    evidence = bounded(evidence);
    remedy = bounded(remedy);
  }

  /** A component that the platform does not have. */
  public static Finding absent(Need need, String component, String remedy) {
    return new Finding(need, component, Readiness.MISSING, false, "not configured", remedy, 0);
  }

  /** The same, with the time that it took. */
  Finding after(long took) {
    return new Finding(need, component, outcome, configured, evidence, remedy, took);
  }

  /** Begins one about something that is configured. */
  public static Notes about(Need need, String component) {
    return new Notes(need, component);
  }

  private static String bounded(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > MOST ? line.substring(0, MOST) + "…" : line;
  }

  /** Collects what is seen; the worst flaw decides. Not thread-safe. */
  public static final class Notes {
    private final Need need;
    private final String component;
    private final List<String> evidence = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();
    private Readiness outcome = Readiness.READY;

    private Notes(Need need, String component) {
      this.need = need;
      this.component = component;
    }

    /** Something that is as it should be. */
    public Notes fact(String text) {
      if (!text.isBlank()) {
        evidence.add(text);
      }
      return this;
    }

    /** Something that is not. */
    public Notes flaw(Readiness how, String text, String remedy) {
      outcome = outcome.compareTo(how) < 0 ? how : outcome;
      fact(text);
      if (!remedy.isBlank() && !remedies.contains(remedy)) {
        remedies.add(remedy);
      }
      return this;
    }

    public Finding finding() {
      return new Finding(
          need,
          component,
          outcome,
          true,
          String.join("; ", evidence),
          String.join(" ", remedies),
          0);
    }
  }
}
