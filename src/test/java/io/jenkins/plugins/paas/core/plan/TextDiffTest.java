package io.jenkins.plugins.paas.core.plan;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class TextDiffTest {

  @Test
  public void whatChangedStandsBetweenItsNeighbours() {
    assertEquals(
        List.of("--- p", "+++ p", "@@ -2,5 +2,5 @@", " b", " c", " d", "-e", "+E", " f"),
        TextDiff.unified("p", "a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nE\nf", 100).stream().toList());
  }

  @Test
  public void somethingNewAndSomethingRemoved() {
    assertEquals(
        List.of("--- p", "+++ p", "@@ -1,0 +1,2 @@", "+a", "+b"),
        TextDiff.unified("p", "", "a\nb\n", 100));
    assertEquals(
        List.of("--- p", "+++ p", "@@ -1,1 +1,0 @@", "-a"), TextDiff.unified("p", "a", "", 100));
    assertEquals(List.of(), TextDiff.unified("p", "a\n", "a", 100));
  }

  @Test
  public void theRestIsCounted() {
    assertEquals(List.of("--- p", "+++ p", "… 3 more lines"), TextDiff.unified("p", "", "a\nb", 2));
  }
}
