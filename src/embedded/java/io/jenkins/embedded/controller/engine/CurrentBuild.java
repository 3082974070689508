package io.jenkins.embedded.controller.engine;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.embedded.controller.sandbox.ScriptFacing;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The global variable {@code currentBuild}, with the properties that RunWrapper of Jenkins has. */
final class CurrentBuild extends GroovyObjectSupport implements ScriptFacing {
  private static final List<String> NAMES =
      List.of(
          "result",
          "currentResult",
          "number",
          "id",
          "displayName",
          "fullDisplayName",
          "projectName",
          "fullProjectName",
          "description",
          "duration",
          "durationString",
          "startTimeInMillis",
          "timeInMillis",
          "absoluteUrl",
          "previousBuild");

  private final Run<?, ?> run;
  private final boolean current;

  CurrentBuild(Run<?, ?> run, boolean current) {
    this.run = run;
    this.current = current;
  }

  @Override
  public boolean dispatches(String method) {
    return true;
  }

  @Override
  public Object dispatch(String method, Object[] arguments) {
    if (method.equals("resultIsBetterOrEqualTo") && arguments.length == 1) {
      return currentResult().isBetterOrEqualTo(Result.fromString(String.valueOf(arguments[0])));
    }
    if (method.equals("resultIsWorseOrEqualTo") && arguments.length == 1) {
      return currentResult().isWorseOrEqualTo(Result.fromString(String.valueOf(arguments[0])));
    }
    if (method.startsWith("get") && method.length() > 3 && arguments.length == 0) {
      return read(method.substring(3, 4).toLowerCase(Locale.ROOT) + method.substring(4));
    }
    throw new NoSuchMethodError("currentBuild has no method '" + method + "'");
  }

  private Result currentResult() {
    return run.getResult() == null ? Result.SUCCESS : run.getResult();
  }

  @Override
  public Object read(String property) {
    return switch (property) {
      case "result" -> run.getResult() == null ? null : run.getResult().toString();
      case "currentResult" -> currentResult().toString();
      case "number" -> run.getNumber();
      case "id" -> run.getId();
      case "displayName" -> run.getDisplayName();
      case "fullDisplayName" -> run.getFullDisplayName();
      case "projectName" -> run.getParent().getName();
      case "fullProjectName" -> run.getParent().getFullName();
      case "description" -> run.getDescription();
      case "duration" -> duration();
      case "durationString" -> duration() / 1000 + " sec";
      case "startTimeInMillis" -> run.getStartTimeInMillis();
      case "timeInMillis" -> run.getTimeInMillis();
      case "absoluteUrl" -> run.getAbsoluteUrl();
      case "previousBuild" ->
          run.getPreviousBuild() == null ? null : new CurrentBuild(run.getPreviousBuild(), false);
      default ->
          throw new MissingPropertyException(
              "currentBuild has no property '"
                  + property
                  + "'."
                  + NearestName.hint(property, NAMES));
    };
  }

  private long duration() {
    return current ? System.currentTimeMillis() - run.getStartTimeInMillis() : run.getDuration();
  }

  @Override
  public void write(String property, Object value) {
    if (!current) {
      throw new SecurityException("can only change the current build");
    }
    switch (property) {
      case "result" -> run.setResult(Result.fromString(String.valueOf(value)));
      case "description" -> {
        try {
          run.setDescription(value == null ? null : String.valueOf(value));
        } catch (IOException e) {
          throw Sneaky.thrown(e);
        }
      }
      default ->
          throw new MissingPropertyException("currentBuild." + property + " cannot be set here");
    }
  }

  @Override
  public Object getProperty(String property) {
    return read(property);
  }

  @Override
  public void setProperty(String property, Object value) {
    write(property, value);
  }
}
