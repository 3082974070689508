package io.jenkins.plugins.paas.delivery;

import hudson.model.Run;
import io.jenkins.plugins.paas.delivery.gate.GateConnection;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Which Gate a delivery talks to: names only. Platform and credential are looked up anew after a
 * resume, when they may be others, or gone.
 */
final class DeployGate implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String platform;
  private final String application;
  private transient GateConnection connection;

  private DeployGate(String platform, String application) {
    this.platform = platform;
    this.application = application;
  }

  /**
   * Checks that the platform may be used and has a Spinnaker; talks to nobody.
   *
   * @throws hudson.AbortException that names what is missing
   */
  static DeployGate of(StepContext context, DeployRequest request)
      throws IOException, InterruptedException {
    Platform platform = Platforms.require(context, request.platform, PaasPermissions.DEPLOY);
    Platforms.target(platform, platform.getSpinnaker(), "Spinnaker");
    return new DeployGate(platform.getName(), Platforms.application(context, request.application));
  }

  String application() {
    return application;
  }

  GateConnection connect(StepContext context, Run<?, ?> run, StepLog log)
      throws IOException, InterruptedException {
    if (connection == null) {
      connection = SpinnakerAccess.connect(target(context), run, log);
    }
    return connection;
  }

  /** How many deliveries wait at the same Gate, as far as is known. */
  int waiting() {
    return connection == null ? 0 : connection.watch().size();
  }

  /** Has the credential looked up once more by the next {@link #connect}. */
  void forget() {
    connection = null;
  }

  String platform() {
    return platform;
  }

  /** When deliveries may begin; {@code null} means always. */
  String windows(StepContext context) throws IOException, InterruptedException {
    return target(context).getDeploymentWindows();
  }

  /** The execution's page in Deck; {@code null} where Deck is not configured. */
  String deckUrl(StepContext context, String executionId) throws IOException, InterruptedException {
    return SpinnakerAccess.deckUrl(target(context), application, executionId);
  }

  /** Where a refused URL or credential is to be mended; the end of a message. */
  String setting() {
    return SpinnakerAccess.setting(platform);
  }

  private SpinnakerTarget target(StepContext context) throws IOException, InterruptedException {
    Platform found = Platforms.require(context, platform, PaasPermissions.DEPLOY);
    return Platforms.target(found, found.getSpinnaker(), "Spinnaker");
  }
}
