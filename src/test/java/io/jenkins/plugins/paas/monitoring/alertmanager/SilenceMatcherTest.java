package io.jenkins.plugins.paas.monitoring.alertmanager;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import org.junit.Test;

public class SilenceMatcherTest {

  @Test
  public void theFirstLettersSayHowTheValueCompares() {
    assertEquals("a=\"x\"", SilenceMatcher.of("a", "x").toString());
    assertEquals("a=~\"x|y\"", SilenceMatcher.of("a", "~x|y").toString());
    assertEquals("a!=\"x\"", SilenceMatcher.of("a", "!x").toString());
    assertEquals("a!~\"x\"", SilenceMatcher.of("a", "!~x").toString());
  }

  @Test
  public void whatWouldSilenceEverythingIsRefused() {
    assertRefused("would silence every alert", Map.of());
    assertRefused("would silence every alert", Map.of("a", "~.*"));
    assertRefused("would silence every alert", Map.of("a", "!x"));
  }

  @Test
  public void wrongNamesAndExpressionsAreRefusedWithThePlace() {
    assertRefused("'a-b' is no label name", Map.of("a-b", "x"));
    assertRefused("'a' has no value", Map.of("a", "~"));
    assertRefused("Unclosed group near index 1 of (", Map.of("a", "~("));
  }

  private static void assertRefused(String part, Map<String, String> matchers) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SilenceMatcher.all(matchers));
    assertTrue(e.getMessage(), e.getMessage().contains(part));
  }
}
