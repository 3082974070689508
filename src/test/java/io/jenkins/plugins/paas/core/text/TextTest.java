package io.jenkins.plugins.paas.core.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class TextTest {

  @Test
  public void redactsEveryFormOfASecret() {
    Redactor redactor = new Redactor();
    redactor.add("pa/ss w0rd");
    String text = redactor.redact("pa/ss w0rd cGEvc3MgdzByZA== pa%2Fss+w0rd http://u:p@h/");
    assertEquals("**** **** **** http://****@h/", text);
    assertEquals("Authorization: ****", redactor.redact("Authorization: Bearer abc.def"));
    assertEquals("", redactor.redact(null));
  }

  @Test
  public void suggestsTheNearestName() {
    List<String> names = List.of("environment", "manifests", "quota");
    assertEquals(Optional.of("environment"), NearestName.suggest("enviroment", names));
    assertEquals(Optional.empty(), NearestName.suggest("zzzzzz", names));
    assertEquals(" There is: environment, manifests, quota.", NearestName.hint("zzzzzz", names));
  }

  @Test
  public void readsAndWritesDurations() {
    assertEquals(Duration.ofMinutes(90), DurationText.parse("1h30m"));
    assertEquals(Duration.ofDays(14), DurationText.parse("14d"));
    for (String bad : List.of("", "14 days", "-1s", "1w", "h")) {
      assertThrows(bad, IllegalArgumentException.class, () -> DurationText.parse(bad));
    }
    assertEquals("850 ms", DurationText.format(Duration.ofMillis(850)));
    assertEquals("4.2 s", DurationText.format(Duration.ofMillis(4210)));
    assertEquals("3 min 5 s", DurationText.format(Duration.ofSeconds(185)));
  }

  @Test
  public void knowsDnsLabels() {
    assertTrue(DnsName.isLabel("shop-pr-12"));
    for (String bad : List.of("", "Shop", "-a", "a-", "a.b", "a".repeat(64))) {
      assertFalse(bad, DnsName.isLabel(bad));
    }
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> DnsName.requireLabel("A_b", "environment"));
    assertTrue(e.getMessage(), e.getMessage().startsWith("environment 'A_b' is no DNS label"));
  }

  @Test
  public void alignsColumns() {
    assertEquals(
        List.of("kind        name", "Deployment  api"),
        new TextTable().row("kind", "name").row("Deployment", "api").lines());
  }
}
