package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.Optional;

/**
 * A rule that an object brings along, by annotation: {@code paas.jenkins.io/ready-when:
 * .status.phase=Running}, and {@code paas.jenkins.io/failed-when} in the same form. A path alone
 * asks for any value but false, 0 and an empty one; {@code present} asks for nothing.
 */
final class OwnRule implements ReadinessRule {

  /** Says when the object is ready. */
  static final String READY_WHEN = "paas.jenkins.io/ready-when";

  /** Says when it never will be. */
  static final String FAILED_WHEN = "paas.jenkins.io/failed-when";

  static final String PRESENT = "present";

  private final Test ready;
  private final Optional<Test> failed;

  private record Test(String text, FieldPath path, String value) {
    static Test parse(String annotation, String text) {
      // an equals sign within a filter belongs to the path
      int end = text.lastIndexOf(']');
      int equals = text.indexOf('=', Math.max(end, 0));
      String path = equals < 0 ? text : text.substring(0, equals);
      String value = equals < 0 ? null : text.substring(equals + 1).strip();
      if (value != null && value.length() > 1 && value.matches("\"[^\"]*\"|'[^']*'")) {
        value = value.substring(1, value.length() - 1);
      }
      try {
        return new Test(text, text.equals(PRESENT) ? null : FieldPath.parse(path), value);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(annotation + ": " + e.getMessage(), e);
      }
    }

    boolean holds(KubeObject object) {
      if (path == null) {
        return true;
      }
      Object found = path.in(object.tree());
      String text = found == null ? "" : found.toString();
      return value != null
          ? value.equals(text)
          : !text.isEmpty() && !text.equals("false") && !text.equals("0");
    }

    String seen(KubeObject object) {
      Object found = path == null ? null : path.in(object.tree());
      return text + " does not hold: it is " + (found == null ? "not there" : "'" + found + "'");
    }
  }

  private OwnRule(Test ready, Optional<Test> failed) {
    this.ready = ready;
    this.failed = failed;
  }

  /**
   * The object's own rule, if it brings one.
   *
   * @throws IllegalArgumentException where it is none, with what is allowed
   */
  static Optional<ReadinessRule> broughtBy(KubeObject object) {
    Object ready = object.at("metadata", "annotations", READY_WHEN);
    if (ready == null) {
      return Optional.empty();
    }
    Object failed = object.at("metadata", "annotations", FAILED_WHEN);
    return Optional.of(
        new OwnRule(
            Test.parse(READY_WHEN, ready.toString()),
            Optional.ofNullable(failed).map(text -> Test.parse(FAILED_WHEN, text.toString()))));
  }

  @Override
  public Verdict of(KubeObject object) {
    if (failed.isPresent() && failed.get().holds(object)) {
      return Verdict.failed(FAILED_WHEN + " holds: " + failed.get().text());
    }
    return ready.holds(object) ? Verdict.ready(ready.text()) : Verdict.waiting(ready.seen(object));
  }
}
