package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.readiness.ClusterLook;
import io.jenkins.plugins.paas.platform.readiness.EndpointLook;
import io.jenkins.plugins.paas.platform.readiness.Faults;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.Need;
import io.jenkins.plugins.paas.platform.survey.ClusterSurvey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Checks the cluster: its API, the rights, and by one survey its nodes and storage. */
@Extension
public final class ClusterCheck implements PlatformCheck, TargetProbe {

  private static final String API = "Kubernetes API";

  /** Thousands of nodes and objects take their time; it is still bounded. */
  private static final Duration SURVEY = Duration.ofSeconds(60);

  @Override
  public List<Inquiry> inquiries(Platform platform, CheckContext context) {
    if (platform.getCluster() == null || !platform.getCluster().isGiven()) {
      String remedy = "Configure the cluster of the platform.";
      return List.of(
          Inquiry.of(Need.CLUSTER, API, () -> List.of(Finding.absent(Need.CLUSTER, API, remedy))),
          Inquiry.of(
              Need.STORAGE,
              "Storage classes",
              () -> List.of(Finding.absent(Need.STORAGE, "Storage classes", remedy))));
    }
    return List.of(
        Inquiry.of(Need.CLUSTER, API, () -> List.of(api(platform, context))),
        Inquiry.of(Need.CLUSTER, "Rights", () -> List.of(rights(platform, context))),
        new Inquiry(Need.CLUSTER, "Nodes", SURVEY, () -> survey(platform, context)));
  }

  @Override
  public List<Inquiry> probe(HttpTarget target, CheckContext context) {
    if (!(target instanceof ClusterTarget cluster)) {
      return List.of();
    }
    Platform alone = new Platform("tested"); // a cluster is named by the platform that it is of
    alone.setCluster(cluster);
    return List.of(
        Inquiry.of(Need.CLUSTER, API, () -> List.of(api(alone, context))),
        Inquiry.of(Need.CLUSTER, "Rights", () -> List.of(rights(alone, context))));
  }

  private static KubeAccess access(Platform platform, CheckContext context) throws IOException {
    KubeAccess access = ClusterConnection.of(platform, context.run(), context.log());
    return KubeAccess.to(EndpointLook.brisk(access.endpoint()), access.setting());
  }

  private static Finding api(Platform platform, CheckContext context)
      throws IOException, InterruptedException {
    KubeAccess access = access(platform, context);
    Finding.Notes notes = Finding.about(Need.CLUSTER, API);
    EndpointLook look = new EndpointLook(Clock.systemUTC());
    if (look.look(notes, access.endpoint(), HttpCall.get("version")).isPresent()) {
      try (KubeSession session = KubeClients.shared().open(access)) {
        ClusterLook.version(notes, session, LocalDate.now(ZoneOffset.UTC));
        notes.fact(session.whoAmI().map(user -> "knows the credential as " + user).orElse(""));
      } catch (IOException e) {
        Faults.note(notes, e);
      }
    }
    return notes.finding();
  }

  private static Finding rights(Platform platform, CheckContext context)
      throws IOException, InterruptedException {
    try (KubeSession session = KubeClients.shared().open(access(platform, context))) {
      return ClusterLook.rights(session);
    }
  }

  private static List<Finding> survey(Platform platform, CheckContext context)
      throws IOException, InterruptedException {
    try (KubeSession session = KubeClients.shared().open(access(platform, context))) {
      ClusterSurvey survey = ClusterSurvey.of(session);
      context.survey(survey);
      return ClusterLook.of(survey);
    }
  }
}
