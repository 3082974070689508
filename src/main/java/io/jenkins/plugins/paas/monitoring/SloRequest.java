package io.jenkins.plugins.paas.monitoring;

import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.monitoring.prometheus.SloRule;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** The arguments of {@code paasSlo}, checked. Immutable, saved with the build. */
final class SloRequest implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Duration LONGEST = Duration.ofHours(24);

  final String platform;
  final String query;
  final SloRule rule;
  final long windowMillis;
  final long graceMillis;
  final boolean fails;
  final boolean needsData;

  private SloRequest(SloStep step) {
    platform = step.getPlatform();
    query = step.getQuery();
    rule = new SloRule(step.getOperator(), step.getThreshold());
    windowMillis = window(step.getWindow()).toMillis();
    graceMillis = duration("for", step.getFor()).toMillis();
    fails = "fail".equals(oneOf("onViolation", step.getOnViolation(), "fail", "unstable"));
    needsData = "violation".equals(oneOf("noData", step.getNoData(), "violation", "ignore"));
  }

  /**
   * @throws IllegalArgumentException with the argument, what is wrong with it, and the rule
   */
  static SloRequest of(SloStep step) {
    if (step.getQuery() == null) {
      throw new IllegalArgumentException("query is empty: give PromQL");
    }
    SloRequest request = new SloRequest(step);
    if (request.graceMillis > request.windowMillis) {
      throw new IllegalArgumentException(
          "for: '"
              + step.getFor()
              + "' is longer than the window '"
              + step.getWindow()
              + "', so nothing could break it");
    }
    return request;
  }

  static Duration window(String text) {
    Duration window = duration("window", text);
    if (window.isZero() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("window: '" + text + "' is not above zero, up to 24h");
    }
    return window;
  }

  private static Duration duration(String argument, String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(argument + ": " + e.getMessage(), e);
    }
  }

  private static String oneOf(String argument, String text, String... all) {
    List<String> known = List.of(all);
    if (!known.contains(text)) {
      throw new IllegalArgumentException(
          argument + ": '" + text + "' is unknown." + NearestName.hint(text, known));
    }
    return text;
  }
}
