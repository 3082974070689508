package io.jenkins.embedded.controller.cps;

import hudson.AbortException;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Scripts that tests ran, each to be run once under groovy-cps too. Only those that ended well or
 * by a step's own failure: there is no sandbox under groovy-cps, so what it refused stays out. The
 * counts are printed when the JVM ends, to its own standard error: Maven owns the other streams.
 */
public final class CpsRecord {
  private static final Set<String> SEEN = new LinkedHashSet<>();
  private static final List<String> NEW = new ArrayList<>();
  private static boolean recording;
  private static int steps;
  private static int saves;
  private static int stopped;

  private CpsRecord() {}

  /** Begins; nothing is kept before. */
  public static synchronized void start() {
    if (!recording) {
      recording = true;
      Runtime.getRuntime().addShutdownHook(new Thread(CpsRecord::print, "groovy-cps counts"));
    }
  }

  /**
   * @param failure how the script ended, or null
   */
  public static synchronized void ended(String script, Throwable failure) {
    // What was interrupted may be a loop without an end.
    boolean harmless =
        failure == null || failure instanceof AbortException || failure instanceof IOException;
    if (recording && harmless && SEEN.add(script)) {
      NEW.add(script);
    }
  }

  /**
   * Runs what is new.
   *
   * @throws AssertionError where groovy-cps cannot compile or store a script. Scripts that a stub's
   *     value ends early are only counted.
   */
  public static synchronized void run() {
    List<String> scripts = List.copyOf(NEW);
    NEW.clear();
    for (String script : scripts) {
      try {
        CpsRun.Counts counts = CpsRun.of(script, "Jenkinsfile");
        steps += counts.steps();
        saves += counts.saves();
      } catch (ScriptProblem e) {
        if (e.getMessage().contains(NotSerializableException.class.getName())
            || e.getMessage().contains("cannot compile")) {
          throw new AssertionError(e.getMessage() + " in\n" + script, e);
        }
        stopped++;
      }
    }
  }

  private static synchronized void print() {
    if (SEEN.isEmpty()) {
      return;
    }
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    err.printf(
        "groovy-cps: %d scripts of tests, %d calls, %d stored copies, %d ended early by a stub%n",
        SEEN.size(), steps, saves, stopped);
  }
}
