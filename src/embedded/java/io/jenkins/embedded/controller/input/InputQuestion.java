package io.jenkins.embedded.controller.input;

import java.util.List;
import java.util.Map;

/** A step {@code input} that waits, as whoever answers it sees it. */
public interface InputQuestion {
  String id();

  String message();

  /** What stands on the button that goes on. */
  String ok();

  String cancel();

  List<InputParameter> parameters();

  /** Whether it was answered, or stopped by the build. */
  boolean isSettled();

  /** Goes on with the parameters' values by name. */
  void proceed(Map<String, Object> values, String user);

  void abort(String reason);
}
