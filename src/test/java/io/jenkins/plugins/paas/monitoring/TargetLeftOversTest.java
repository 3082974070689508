package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import io.jenkins.embedded.platform.prometheus.EmbeddedPrometheus;
import io.jenkins.plugins.paas.monitoring.prometheus.FileSd;
import io.jenkins.plugins.paas.monitoring.prometheus.ScrapedServer;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetGroup;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetOwner;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.HttpSdRegistration;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.platform.ThisController;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Targets whose job is gone, and those that stay. */
public class TargetLeftOversTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theTargetsOfAJobThatIsGoneAreFoundAndRemoved() throws Exception {
    try (EmbeddedPrometheus prometheus = new EmbeddedPrometheus(folder.getRoot().toPath());
        ScrapedServer shop = new ScrapedServer()) {
      Platform platform = new Platform("staging");
      PrometheusTarget target = new PrometheusTarget(prometheus.uri().toString());
      target.setRegistration(new FileSdRegistration(prometheus.targetsDirectory().toString()));
      platform.setPrometheus(target);
      PaasConfiguration.get().setPlatforms(List.of(platform));
      FileSd files = new FileSd(prometheus.targetsDirectory());
      files.register("shop", group("of-another", "0123456789ab", "gone"));
      files.register("shop", TargetGroup.of("of-nobody", List.of("h:1"), "/m", Map.of()));
      WorkflowJob job = rule.createProject(WorkflowJob.class, "release");
      job.setDefinition(
          new CpsFlowDefinition(
              "withPaas(application: 'shop') { paasMonitor(targets: ['" + shop.address() + "']) }",
              true));
      rule.buildAndAssertSuccess(job);
      TargetLeftOvers leftOvers = ExtensionList.lookupSingleton(TargetLeftOvers.class);
      assertEquals("its job is there", List.of(), leftOvers.find(platform));

      files.register("shop", group("of-a-branch", ThisController.id(), "shop/pr-7"));
      List<LeftOver> found = leftOvers.find(platform);
      assertEquals(1, found.size());
      assertEquals("shop/pr-7", found.get(0).run());
      assertEquals("its job is gone", found.get(0).reason());
      assertEquals("of-a-branch of application shop", found.get(0).what());
      assertTrue(leftOvers.remove(platform, found.get(0)));
      assertFalse("once", leftOvers.remove(platform, found.get(0)));
      assertEquals(List.of(), leftOvers.find(platform));
      String rest = Files.readString(files.file("shop"));
      assertTrue(rest, rest.contains("of-another"));
      assertTrue(rest, rest.contains("of-nobody"));
      assertTrue("its job is there", rest.contains(shop.address()));
      assertFalse(rest, rest.contains("of-a-branch"));
    }
  }

  private static TargetGroup group(String registration, String controller, String job) {
    return TargetGroup.of(registration, List.of("h:1"), "/m", Map.of())
        .by(new TargetOwner(controller, job));
  }

  @Test
  public void soAreThoseThatThisControllerServes() throws Exception {
    Platform platform = new Platform("staging");
    PrometheusTarget target = new PrometheusTarget("http://127.0.0.1:1");
    target.setRegistration(new HttpSdRegistration());
    platform.setPrometheus(target);
    HttpSdStores.get().of("staging").register("shop", group("of-a-branch", own(), "shop/pr-7"));
    HttpSdStores.get().of("staging").register("shop", group("of-another", "0123456789ab", "x"));
    TargetLeftOvers leftOvers = new TargetLeftOvers();
    List<LeftOver> found = leftOvers.find(platform);
    assertEquals(1, found.size());
    assertEquals("of-a-branch of application shop", found.get(0).what());
    assertTrue(leftOvers.remove(platform, found.get(0)));
    assertFalse("once", leftOvers.remove(platform, found.get(0)));
    assertEquals(1, HttpSdStores.get().of("staging").registered().size());
  }

  private static String own() {
    return ThisController.id();
  }

  @Test
  public void aPlatformWithoutSuchARegistrationHasNone() throws Exception {
    assertEquals(List.of(), new TargetLeftOvers().find(new Platform("staging")));
  }
}
