package io.jenkins.plugins.paas.core.wait;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.junit.Test;

public class OpenTimesTest {

  private static boolean open(String text, String at) {
    return OpenTimes.parse(text).isOpen(Instant.parse(at));
  }

  private static String next(String text, String after) {
    return OpenTimes.parse(text)
        .next(Instant.parse(after))
        .map(t -> t.toInstant().toString())
        .orElse("never");
  }

  @Test
  public void officeHoursAreThoseOfTheZone() {
    String office = "TZ=Europe/Berlin # ours\n* 9-16 * * mon-fri\n";
    assertTrue(open(office, "2026-11-26T08:00:00Z")); // a Thursday, nine in Berlin
    assertFalse(open(office, "2026-11-26T07:59:59Z"));
    assertTrue(open(office, "2026-11-26T15:59:00Z"));
    assertFalse(open(office, "2026-11-26T16:00:00Z"));
    assertFalse(open(office, "2026-11-28T10:00:00Z"));
    assertEquals("2026-11-30T08:00:00Z", next(office, "2026-11-27T20:00:00Z"));
    assertEquals("2026-07-01T07:00:00Z", next(office, "2026-06-30T20:00:00Z"));
  }

  @Test
  public void fieldsAreCrons() {
    assertTrue(open("*/15 * * * *", "2026-11-26T10:45:10Z"));
    assertFalse(open("*/15 * * * *", "2026-11-26T10:46:10Z"));
    assertTrue(open("5/20 * * * *", "2026-11-26T10:25:10Z"));
    assertTrue(open("* * 1,26 * *", "2026-11-26T10:25:10Z"));
    assertTrue("either day suffices", open("* * 1 * thu", "2026-11-26T10:25:10Z"));
    assertTrue("seven is Sunday", open("* * * * 7", "2026-11-29T10:25:10Z"));
    assertFalse(open("* * * dec *", "2026-11-29T10:25:10Z"));
    assertEquals("2028-02-29T00:00:00Z", next("* * 29 feb *", "2026-11-29T10:25:10Z"));
    assertEquals("never", next("* * 30 feb *", "2026-11-29T10:25:10Z"));
    assertEquals("2026-11-29T10:25:10Z", next("* * * * *", "2026-11-29T10:25:10Z"));
  }

  @Test
  public void anHourThatTheClockSkipsIsNoHour() {
    // two o'clock does not exist in Berlin on 28 March 2027
    assertEquals(
        "2027-03-29T00:30:00Z", next("TZ=Europe/Berlin\n30 2 * * *", "2027-03-28T00:45:00Z"));
  }

  @Test
  public void whatIsWrongIsNamed() {
    Map<String, String> wrong =
        Map.of(
            "", "no line says when it is open",
            "* * *", "has not five fields",
            "60 * * * *", "'60' in '60 * * * *' is not between 0 and 59",
            "* 9-5 * * *", "runs backwards",
            "* * * * noday", "'noday' in",
            "*/0 * * * *", "'0' in",
            "* , * * *", "'' in",
            "TZ=Mars/North\n* * * * *", "is no time zone");
    wrong.forEach(
        (text, message) -> {
          String said =
              assertThrows(IllegalArgumentException.class, () -> OpenTimes.parse(text))
                  .getMessage();
          assertTrue(said, said.contains(message));
        });
  }
}
