package io.jenkins.plugins.paas.step;

import hudson.model.TaskListener;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.text.Redactor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a step says in the build log: {@code [paas:provision] Deployment/api 2/3 ready}. A line on
 * each change, a heartbeat a minute, one closing line. Everything is redacted. Thread-safe.
 */
public final class StepLog {

  private static final Duration HEARTBEAT = Duration.ofMinutes(1);
  private static final int MAX_LINE = 2000;

  private final String prefix;
  private final TaskListener listener;
  private final Redactor redactor = new Redactor();
  private final Map<String, String> last = new HashMap<>();
  private long spokeAtNanos = System.nanoTime();

  public StepLog(String step, TaskListener listener) {
    this.prefix = "[paas:" + step + "] ";
    this.listener = listener;
  }

  /** Hides a secret in every later line. */
  public void hide(String secret) {
    redactor.add(secret);
  }

  /** The text without the secrets, as this log would show it. */
  public String clean(String text) {
    return redactor.redact(text);
  }

  /** Whether the text has one of the secrets in it. */
  public boolean hides(String text) {
    return redactor.finds(text);
  }

  public synchronized void info(String text) {
    for (String line : redactor.redact(text).split("\\R")) {
      listener
          .getLogger()
          .println(prefix + (line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line));
    }
    spokeAtNanos = System.nanoTime();
  }

  /** Says the text if it differs from the last one under this key, which it names then. */
  public synchronized void change(String key, String text) {
    String before = last.put(key, text);
    if (before == null) {
      info(key.isEmpty() ? text : key + " " + text);
    } else if (!before.equals(text)) {
      info((key.isEmpty() ? text : key + " " + text) + " (was " + before + ")");
    }
  }

  /** Says that it still waits, if nothing was said for a minute. */
  public synchronized void heartbeat(String awaiting, Duration elapsed) {
    if (System.nanoTime() - spokeAtNanos >= HEARTBEAT.toNanos()) {
      info("still waiting for " + awaiting + " after " + DurationText.format(elapsed));
    }
  }

  /** The closing line. */
  public void done(String text, Duration elapsed) {
    info(text + " in " + DurationText.format(elapsed));
  }
}
