package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.OwnMarks;
import java.util.LinkedHashMap;
import java.util.Map;

/** The marks by which this suite knows its own objects again. */
public final class Ownership {

  public static final String MANAGED_BY = OwnMarks.MANAGED_BY;
  public static final String PAAS = OwnMarks.PAAS;
  public static final String APPLICATION = OwnMarks.APPLICATION;
  public static final String ENVIRONMENT = OwnMarks.ENVIRONMENT;
  public static final String CONTROLLER = OwnMarks.CONTROLLER;
  public static final String RUN = OwnMarks.RUN;
  public static final String BUILD_URL = OwnMarks.BUILD_URL;

  /** The claim that an object was made for; it may hold data. */
  public static final String CLAIM = "paas.jenkins.io/claim";

  private Ownership() {}

  /** Selects every object of the environment. */
  public static String selector(EnvironmentName name) {
    return APPLICATION + "=" + name.application() + "," + ENVIRONMENT + "=" + name.environment();
  }

  /** Whether this suite made the object; others' objects are never removed. */
  public static boolean isOurs(KubeObject object) {
    return PAAS.equals(object.text("metadata", "labels", MANAGED_BY));
  }

  /** Whether the namespace belongs to this very environment. */
  public static boolean isOf(KubeObject namespace, EnvironmentName name) {
    return isOurs(namespace)
        && namespace.text("metadata", "labels", APPLICATION).equals(name.application())
        && namespace.text("metadata", "labels", ENVIRONMENT).equals(name.environment());
  }

  /** Marks an object; a {@code managed-by} that its manifest states stays. */
  public static void mark(KubeObject object, EnvironmentName name) {
    Map<String, Object> labels = object.ensure("metadata", "labels");
    labels.putIfAbsent(MANAGED_BY, PAAS);
    labels.put(APPLICATION, name.application());
    labels.put(ENVIRONMENT, name.environment());
  }

  /**
   * Who made something.
   *
   * @param buildUrl {@code null} where the controller has no URL
   */
  public record Maker(String controller, String run, String buildUrl) {
    /** As annotations. */
    public Map<String, Object> annotations() {
      Map<String, Object> annotations = new LinkedHashMap<>();
      annotations.put(CONTROLLER, controller);
      annotations.put(RUN, run);
      if (buildUrl != null) {
        annotations.put(BUILD_URL, buildUrl);
      }
      return annotations;
    }
  }
}
