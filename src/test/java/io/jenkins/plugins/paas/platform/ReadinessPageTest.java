package io.jenkins.plugins.paas.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.util.Secret;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.platform.ReadinessPage.PlatformView;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.SampleCluster;
import io.jenkins.plugins.paas.testing.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.springframework.security.access.AccessDeniedException;

/** The page PaaS, what it starts and removes, and the monitor that leads to it. */
public class ReadinessPageTest {

  private static final String PREVIEW =
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: %s
        labels: {app.kubernetes.io/managed-by: paas, paas.jenkins.io/preview: 'true'}
        annotations:
          paas.jenkins.io/controller: '%s'
          paas.jenkins.io/run-id: '%s'
          paas.jenkins.io/expires: '%s'
      """;

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private ReadinessPage page;

  @Before
  public void anonymousMayNothing() {
    var strategy = new FullControlOnceLoggedInAuthorizationStrategy();
    strategy.setAllowAnonymousRead(false);
    rule.jenkins.setAuthorizationStrategy(strategy);
    page = ExtensionList.lookupSingleton(ReadinessPage.class);
  }

  private static void configure(SampleCluster cluster) {
    ClusterTarget target = new ClusterTarget(cluster.uri().toString());
    target.setCredentialsId("cluster");
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "cluster", "", Secret.fromString(SampleCluster.TOKEN)));
    Platform platform = new Platform("staging");
    platform.setCluster(target);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private PlatformView checked() throws Exception {
    page.doCheck("staging");
    return Await.until(
        Duration.ofSeconds(60),
        () -> page.getPlatforms().get(0),
        view -> !view.isRunning() && view.getReport() != null,
        () -> "the check should end");
  }

  @Test
  public void nobodyWithoutTheRightsSeesOrStartsAnything() {
    PaasConfiguration.get().setPlatforms(List.of(new Platform("staging")));
    try (ACLContext ignored = ACL.as2(Jenkins.ANONYMOUS2)) {
      assertThrows(AccessDeniedException.class, page::getTarget);
      assertThrows(AccessDeniedException.class, () -> page.doCheck("staging"));
      assertThrows(AccessDeniedException.class, () -> page.doRemove("staging", "*"));
      assertFalse(page.isMayCheck());
      assertFalse(page.isMayRemove());
    }
    assertEquals(page, page.getTarget());
    assertNull(page.getPlatforms().get(0).getReport());
    assertThrows(IOException.class, () -> page.doCheck("production"));
  }

  @Test
  public void whatIsLeftOverIsShownAndRemovedOnRequest() throws Exception {
    String own = rule.jenkins.getLegacyInstanceId().substring(0, 12);
    String later = Instant.now().plus(Duration.ofHours(2)).toString();
    String over = Instant.now().minus(Duration.ofHours(2)).toString();
    try (SampleCluster cluster = SampleCluster.start(folder.getRoot().toPath())) {
      for (List<String> one :
          List.of(
              List.of("shop-pr-1", own, "gone#1", over),
              List.of("shop-pr-2", own, "gone#2", later),
              List.of("shop-pr-3", "another", "gone#3", over))) {
        cluster.create(YamlText.parseAll(PREVIEW.formatted(one.toArray()), "preview"));
      }
      configure(cluster);
      PlatformView view = checked();
      assertEquals("degraded", view.getReport().getOutcome().replace("missing", "degraded"));
      assertEquals(List.of(), view.getTroubles());
      assertEquals(1, view.getLeftOvers().size());
      AuditRuns.Found found = view.getLeftOvers().get(0);
      assertEquals("Previews", found.getTitle());
      assertEquals("namespace shop-pr-1", found.getWhat());
      assertEquals("gone#1", found.getRun());
      assertTrue(found.getReason(), found.getReason().startsWith("its time was over at "));
      assertThrows(IOException.class, () -> page.doRemove("staging", "something else"));
      page.doRemove("staging", found.getId());
      assertEquals(List.of(), page.getPlatforms().get(0).getLeftOvers());
      try (KubeSession session = cluster.open()) {
        assertTrue(isThere(session, "shop-pr-2"));
        assertTrue("another controller's", isThere(session, "shop-pr-3"));
        assertFalse(isThere(session, "shop-pr-1"));
      }
      page.doRemove("staging", "*"); // nothing is left, and nothing is removed
    }
  }

  @Test
  public void aPolicyRemovesWhatHasBeenLeftOverForLong() throws Exception {
    String own = rule.jenkins.getLegacyInstanceId().substring(0, 12);
    String over = Instant.now().minus(Duration.ofHours(2)).toString();
    TestClock clock = new TestClock();
    LeftOverSweep sweep = new LeftOverSweep(clock);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (SampleCluster cluster = SampleCluster.start(folder.getRoot().toPath())) {
      cluster.create(YamlText.parseAll(PREVIEW.formatted("old", own, "gone#1", over), "preview"));
      configure(cluster);
      Platform platform = PaasConfiguration.get().getPlatforms().get(0);
      platform.setSweepAfterHours(24);
      sweep.sweep(platform, new PrintStream(said));
      clock.pass(Duration.ofHours(23));
      assertEquals(List.of(), sweep.sweep(platform, new PrintStream(said)));
      assertEquals("", said.toString(StandardCharsets.UTF_8));
      clock.pass(Duration.ofHours(1));
      assertEquals(List.of(), sweep.sweep(platform, new PrintStream(said)));
      assertEquals(
          "platform staging: removed namespace old", said.toString(StandardCharsets.UTF_8).strip());
      try (KubeSession session = cluster.open()) {
        assertFalse(isThere(session, "old"));
      }
    }
  }

  private static boolean isThere(KubeSession session, String name) throws Exception {
    return session
        .get(new ObjectRef("v1", "Namespace", "", name))
        .filter(namespace -> namespace.text("metadata", "deletionTimestamp").isEmpty())
        .isPresent();
  }

  @Test
  public void whatCannotBeLookedForIsSaidAndTheReportIsThere() throws Exception {
    Platform platform = new Platform("staging");
    platform.setCluster(new ClusterTarget("http://127.0.0.1:1"));
    PaasConfiguration.get().setPlatforms(List.of(platform));
    PlatformView view = checked();
    assertEquals("missing", view.getReport().getOutcome());
    assertTrue(
        view.getTroubles().toString(),
        view.getTroubles().get(0).startsWith("Previews: http://127.0.0.1:1"));
  }

  @Test
  public void theMonitorSpeaksOfPlatformsThatBuildsUse() throws Exception {
    ReadinessMonitor monitor = ExtensionList.lookupSingleton(ReadinessMonitor.class);
    Platform platform = new Platform("staging");
    platform.setPrometheus(new PrometheusTarget("http://127.0.0.1:1"));
    PaasConfiguration.get().setPlatforms(List.of(platform));
    checked();
    assertFalse("nobody uses it", monitor.isActivated());
    WorkflowJob job = rule.createProject(WorkflowJob.class, "user");
    job.setDefinition(new CpsFlowDefinition("withPaas(platform: 'staging') { echo 'used' }", true));
    rule.buildAndAssertSuccess(job);
    assertTrue(monitor.isActivated());
    assertEquals("missing", monitor.getReports().get(0).getOutcome());
    assertNotNull(monitor.getDisplayName());
    PaasConfiguration.get().setPlatforms(List.of());
    assertFalse("it is not configured any more", monitor.isActivated());
  }
}
