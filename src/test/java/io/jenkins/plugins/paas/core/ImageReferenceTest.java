package io.jenkins.plugins.paas.core;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class ImageReferenceTest {

  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  @Test
  public void takesAReferenceApart() {
    ImageReference r = ImageReference.parse("127.0.0.1:5000/shop/api:1.2@" + DIGEST);
    assertEquals("127.0.0.1:5000", r.registry());
    assertEquals("shop/api", r.repository());
    assertEquals("1.2", r.tag());
    assertEquals(DIGEST, r.digest());
    assertEquals("api", r.name());
    assertEquals("127.0.0.1:5000/shop/api:1.2@" + DIGEST, r.toString());
  }

  @Test
  public void aFirstSegmentWithoutDotOrPortIsNoRegistry() {
    ImageReference r = ImageReference.parse("shop/api");
    assertNull(r.registry());
    assertEquals("shop/api", r.repository());
    assertEquals("reg.example/shop/api:7", r.withRegistry("reg.example").withTag("7").toString());
    assertEquals("shop/api@" + DIGEST, r.withTag("7").withDigest(DIGEST).toString());
  }

  @Test
  public void refusesWhatTheGrammarRefuses() {
    for (String bad :
        List.of(
            "",
            "Shop/api",
            "shop//api",
            "-shop",
            "shop/..",
            "a b",
            "shop/api:",
            "shop/api:-x",
            "x:" + "t".repeat(129),
            "x@sha256:12",
            "x;rm",
            "$(x)",
            "shop/api:1 --privileged")) {
      IllegalArgumentException e =
          assertThrows(bad, IllegalArgumentException.class, () -> ImageReference.parse(bad));
      assertTrue(e.getMessage(), e.getMessage().contains("'" + bad + "' is no image reference"));
    }
  }

  @Test
  public void comesFromATextOrAResult() {
    Referenced result = () -> "reg.example/a@" + DIGEST;
    assertEquals("reg.example/a@" + DIGEST, ImageReference.from(result).toString());
    assertEquals("a", ImageReference.from("a").toString());
    assertThrows(IllegalArgumentException.class, () -> ImageReference.from(7));
  }
}
