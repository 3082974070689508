package io.jenkins.plugins.paas.pages;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Manage Jenkins, System keeps platforms as they are. */
public class GlobalPageTest {

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  @Test
  public void everyTargetOfEveryKindIsKept() throws Exception {
    List<Platform> platforms = new ArrayList<>(List.of(new Platform("bare")));
    int number = 0;
    for (Object platform : Filled.all(Platform.class)) {
      platforms.add(Filled.named((Platform) platform, "filled-" + ++number));
    }
    PaasConfiguration.get().setPlatforms(platforms);
    String before = Jenkins.XSTREAM2.toXML(platforms);
    assertTrue(before.contains("FileSdRegistration"));

    RULE.configRoundtrip();

    assertEquals(before, Jenkins.XSTREAM2.toXML(PaasConfiguration.get().getPlatforms()));
  }

  @Test
  public void whatCanBeAddedCanBeRemoved() throws Exception {
    PaasConfiguration.get()
        .setPlatforms(List.of(Filled.named((Platform) Filled.all(Platform.class).get(0), "a")));
    HtmlPage page = RULE.createWebClient().goTo("configure");
    DomElement platform =
        page.getElementsByName("_.name").stream()
            .filter(e -> "a".equals(e.getAttribute("value")))
            .findFirst()
            .orElseThrow();
    HtmlElement remove =
        platform.getFirstByXPath(
            "ancestor::div[contains(@class,'repeated-chunk')][1]"
                + "//button[contains(@class,'repeatable-delete')]"
                + "[count(ancestor::div[contains(@class,'repeated-chunk') and"
                + " not(contains(@class,'__'))]) = 1]");
    remove.click();
    page.getWebClient().waitForBackgroundJavaScript(3_000);
    RULE.submit(page.getFormByName("config"));
    assertEquals(List.of(), PaasConfiguration.get().getPlatforms());
  }

  @Test
  public void noPlatformStaysNone() throws Exception {
    PaasConfiguration.get().setPlatforms(List.of());
    RULE.configRoundtrip();
    assertEquals(List.of(), PaasConfiguration.get().getPlatforms());
  }
}
