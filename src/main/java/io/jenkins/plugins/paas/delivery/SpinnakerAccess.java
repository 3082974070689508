package io.jenkins.plugins.paas.delivery;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.init.Terminator;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.delivery.gate.GateConnection;
import io.jenkins.plugins.paas.delivery.gate.TriggerRequest;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.StepLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import jenkins.model.Jenkins;

/** From what an administrator configured to a connection and a link. */
public final class SpinnakerAccess {

  /** How Spinnaker's own API tokens begin. */
  private static final String API_TOKEN = "Bearer spk_";

  private SpinnakerAccess() {}

  /**
   * The connection that all steps with this target and credential share.
   *
   * @throws AbortException when the credential is missing or of a kind that cannot be sent
   */
  static GateConnection connect(SpinnakerTarget target, Run<?, ?> run, StepLog log)
      throws AbortException {
    HttpEndpoint.Builder endpoint = TargetConnection.to(target, "Spinnaker", run, log);
    Authentication found = endpoint.build().authentication();
    if (found.headerName() != null && found.headerValue().startsWith(API_TOKEN)) {
      // a proxy in front of Gate may want the Authorization header for itself
      endpoint.authentication(
          Authentication.header(
              "X-Spinnaker-Token", () -> found.headerValue().substring("Bearer ".length())));
    }
    return GateConnection.to(endpoint.build());
  }

  /**
   * Puts what people look for into the trigger: job, build, URL and commit.
   *
   * @param environment of the step, or {@code null}
   */
  static void nameBuild(TriggerRequest trigger, Run<?, ?> run, EnvVars environment) {
    trigger.fact("ciJob", run.getParent().getFullName());
    trigger.fact("ciBuildNumber", String.valueOf(run.getNumber()));
    String root = Jenkins.get().getRootUrl();
    trigger.fact("ciBuildUrl", root == null ? null : root + run.getUrl());
    trigger.fact("ciCommit", environment == null ? null : environment.get("GIT_COMMIT"));
  }

  /** Where a refused URL or credential is to be mended; the end of a message. */
  static String setting(String platform) {
    return " The URL and the credential are those of platform '"
        + platform
        + "', Spinnaker (Manage Jenkins, System, PaaS).";
  }

  /** The execution's page in Deck; {@code null} where Deck is not configured. */
  static String deckUrl(SpinnakerTarget target, String application, String executionId) {
    String deck = target.getDeckUrl();
    if (deck == null || executionId == null) {
      return null;
    }
    return (deck.endsWith("/") ? deck.substring(0, deck.length() - 1) : deck)
        + "/#/applications/"
        + URLEncoder.encode(application, StandardCharsets.UTF_8).replace("+", "%20")
        + "/executions/details/"
        + executionId;
  }

  /** Ends all connections with Jenkins. */
  @Terminator
  public static void shutdown() {
    GateConnection.closeAll();
  }
}
