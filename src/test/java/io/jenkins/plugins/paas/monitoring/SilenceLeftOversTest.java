package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.monitoring.alertmanager.AlertmanagerApi;
import io.jenkins.plugins.paas.monitoring.alertmanager.RealAlertmanager;
import io.jenkins.plugins.paas.monitoring.alertmanager.SilenceMatcher;
import io.jenkins.plugins.paas.platform.AlertmanagerTarget;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.ThisController;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Silences of builds that are over, on a real Alertmanager. */
public class SilenceLeftOversTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void silencesOfBuildsThatAreOverAreEndedAndOthersStay() throws Exception {
    try (RealAlertmanager alertmanager = RealAlertmanager.start(folder.getRoot().toPath());
        HttpCaller caller = HttpCaller.to(HttpEndpoint.at(alertmanager.uri()).build())) {
      AlertmanagerApi api = new AlertmanagerApi(caller);
      String own = put(api, "while it runs [jenkins:" + ThisController.id() + ":shop/pr#7:12]");
      String others = put(api, "while it runs [jenkins:0123456789ab:shop/pr#7:12]");
      String peoples = put(api, "maintenance of the database");
      Platform platform = new Platform("staging");
      platform.setAlertmanager(new AlertmanagerTarget(alertmanager.uri().toString()));
      SilenceLeftOvers leftOvers = new SilenceLeftOvers();
      List<LeftOver> found = leftOvers.find(platform);
      assertEquals(1, found.size());
      assertEquals("shop/pr#7", found.get(0).run());
      assertTrue(found.get(0).what(), found.get(0).what().startsWith("silence " + own));
      assertTrue(leftOvers.remove(platform, found.get(0)));
      assertFalse("once", leftOvers.remove(platform, found.get(0)));
      assertTrue(api.get(own).orElseThrow().isExpired());
      assertFalse(api.get(others).orElseThrow().isExpired());
      assertFalse(api.get(peoples).orElseThrow().isExpired());
    }
  }

  private static String put(AlertmanagerApi api, String comment) throws Exception {
    Instant now = Instant.now();
    List<SilenceMatcher> matchers = SilenceMatcher.all(Map.of("application", "shop"));
    return api.put(null, matchers, now, now.plusSeconds(300), comment);
  }
}
