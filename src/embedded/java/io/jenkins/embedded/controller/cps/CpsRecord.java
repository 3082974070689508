package io.jenkins.embedded.controller.cps;

import hudson.AbortException;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
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
  private static final List<Ended> NEW = new ArrayList<>();
  private static boolean recording;
  private static boolean hooked;
  private static int steps;
  private static int saves;
  private static int stopped;

  private CpsRecord() {}

  private record Ended(String script, List<URL> classes) {}

  /** Begins; nothing is kept before, nor after {@link #run}: a test's libraries go with it. */
  public static synchronized void start() {
    recording = true;
    if (!hooked) {
      hooked = true;
      Runtime.getRuntime().addShutdownHook(new Thread(CpsRecord::print, "groovy-cps counts"));
    }
  }

  /**
   * @param compiled whose loader knows the directories of the library's classes
   * @param failure how the script ended, or null
   */
  public static synchronized void ended(String script, Class<?> compiled, Throwable failure) {
    // What was interrupted may be a loop without an end.
    boolean harmless =
        failure == null || failure instanceof AbortException || failure instanceof IOException;
    if (recording && harmless && SEEN.add(script)) {
      NEW.add(new Ended(script, classes(compiled)));
    }
  }

  /**
   * Runs what is new, and ends the recording.
   *
   * @throws AssertionError where groovy-cps cannot compile, run or store a script. Scripts that a
   *     stub's value ends early are only counted.
   */
  public static synchronized void run() {
    List<Ended> scripts = List.copyOf(NEW);
    NEW.clear();
    recording = false;
    for (Ended ended : scripts) {
      try {
        CpsRun.Counts counts = CpsRun.of(ended.script(), "Jenkinsfile", ended.classes());
        steps += counts.steps();
        saves += counts.saves();
      } catch (ScriptProblem e) {
        if (!e.getMessage().contains("stub") && !e.getMessage().contains("StubValue")) {
          throw new AssertionError(e.getMessage() + " in\n" + ended.script(), e);
        }
        stopped++;
      }
    }
  }

  /** Ends the recording of a test that failed. */
  public static synchronized void forget() {
    NEW.clear();
    recording = false;
  }

  private static List<URL> classes(Class<?> compiled) {
    List<URL> found = new ArrayList<>();
    for (ClassLoader l = compiled.getClassLoader();
        l instanceof URLClassLoader;
        l = l.getParent()) {
      found.addAll(List.of(((URLClassLoader) l).getURLs()));
    }
    return found;
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
