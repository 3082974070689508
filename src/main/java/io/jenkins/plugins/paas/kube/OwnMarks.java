package io.jenkins.plugins.paas.kube;

/**
 * The labels and annotations by which this suite knows its own objects again, whatever made them.
 */
public final class OwnMarks {

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String PAAS = "paas";
  public static final String APPLICATION = "paas.jenkins.io/application";
  public static final String ENVIRONMENT = "paas.jenkins.io/environment";
  public static final String CONTROLLER = "paas.jenkins.io/controller";
  public static final String RUN = "paas.jenkins.io/run-id";
  public static final String BUILD_URL = "paas.jenkins.io/build-url";

  private OwnMarks() {}
}
