package io.jenkins.plugins.paas.core.yaml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class YamlTextTest {

  @Test
  public void readsSeveralDocuments() throws Exception {
    assertEquals(
        List.of(Map.of("a", 1), Map.of("b", List.of("x"))),
        YamlText.parseAll("a: 1\n---\n---\nb: [x]\n", "f.yaml"));
  }

  @Test
  public void namesSourceDocumentAndLine() {
    YamlFailure e =
        assertThrows(
            YamlFailure.class,
            () -> YamlText.parseAll("a: 1\n---\nb: 1\n c: [\n", "deploy/x.yaml"));
    assertTrue(e.getMessage(), e.getMessage().startsWith("deploy/x.yaml, document 2, line "));
  }

  @Test
  public void refusesTypesAliasBombsAndLists() {
    assertThrows(
        YamlFailure.class,
        () -> YamlText.parseAll("a: !!javax.script.ScriptEngineManager [x]", "f"));
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 80; i++) {
      bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    assertThrows(YamlFailure.class, () -> YamlText.parseAll(bomb.toString(), "f"));
    YamlFailure list = assertThrows(YamlFailure.class, () -> YamlText.parseAll("- a\n", "f"));
    assertEquals("f, document 1: a mapping is expected, not a list", list.getMessage());
    assertThrows(YamlFailure.class, () -> YamlText.parseAll("a: 1\na: 2\n", "f"));
  }
}
