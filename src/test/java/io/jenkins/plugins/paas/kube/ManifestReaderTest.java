package io.jenkins.plugins.paas.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import java.util.List;
import org.junit.Test;

public class ManifestReaderTest {

  @Test
  public void severalDocumentsAndListsAreTakenApart() throws Exception {
    List<Manifest> all =
        ManifestReader.read(
            """
            # nothing but a comment
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            ---
            ---
            apiVersion: v1
            kind: List
            items:
              - {apiVersion: v1, kind: Secret, metadata: {name: b}}
            """,
            "deploy/all.yaml");
    assertEquals(
        List.of("ConfigMap/a", "Secret/b"), all.stream().map(m -> m.object().toString()).toList());
    assertEquals("deploy/all.yaml, document 1, line 3", all.get(0).place());
    assertTrue(all.get(1).place(), all.get(1).place().endsWith("line 8, item 1"));
  }

  @Test
  public void whatIsNoObjectIsRefusedWithItsPlace() {
    ManifestFailure kind =
        assertThrows(
            ManifestFailure.class,
            () ->
                ManifestReader.read(
                    "apiVersion: v1\nkind: A\nmetadata: {name: a}\n---\n\nkind: B\n", "x.yaml"));
    assertEquals("x.yaml, document 2, line 6: apiVersion is missing", kind.getMessage());
    ManifestFailure name =
        assertThrows(
            ManifestFailure.class,
            () ->
                ManifestReader.read(
                    "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}\n", "x.yaml"));
    assertEquals(
        "x.yaml, document 1, line 1: metadata.name of the Job is missing; generateName cannot be"
            + " applied twice, so it is refused",
        name.getMessage());
    YamlFailure syntax =
        assertThrows(YamlFailure.class, () -> ManifestReader.read("a: b\n---\na: [\n", "x.yaml"));
    assertTrue(syntax.getMessage(), syntax.getMessage().startsWith("x.yaml, document 2, line "));
  }

  private static String refused(String text) {
    return assertThrows(java.io.IOException.class, () -> ManifestReader.read(text, "x.yaml"))
        .getMessage();
  }

  @Test
  public void namesAreCheckedWithTheRuleQuoted() {
    String text = "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}";
    for (String name : List.of("Web", "web_1", "-web", "web-", "a..b", "a".repeat(254))) {
      String message = refused("\n---\n" + text.formatted(name));
      assertTrue(message, message.startsWith("x.yaml, document 1, line 3: "));
      assertTrue(message, message.contains("'" + name + "'"));
    }
    assertTrue(
        refused(text.formatted("Web")),
        refused(text.formatted("Web"))
            .endsWith(
                "metadata.name 'Web' of the ConfigMap is no DNS subdomain (RFC 1123): 1 to 253"
                    + " lower-case letters, digits, '-' or '.', each part beginning and ending with"
                    + " a letter or digit"));
  }

  @Test
  public void whatExplodesOrIsTooLargeIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i <= 30; i++) {
      bomb.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d]\n".formatted(i, i - 1));
    }
    assertTrue(refused(bomb.toString()), refused(bomb.toString()).contains("aliases"));
    String deep = "a: " + "[".repeat(2000) + "]".repeat(2000);
    assertTrue(refused(deep), refused(deep).startsWith("x.yaml, document 1"));
    String large = "a: " + "x".repeat(11 << 20);
    assertEquals("x.yaml: more than 10 Mi characters are not read", refused(large));
    // a scanner that takes quadratic time would take minutes for it
    String word = "a: |\n  " + "x".repeat(9 << 20);
    assertTrue(refused(word), refused(word).startsWith("x.yaml, line 2: a word of more than"));
    String many = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n".repeat(10_001);
    assertTrue(refused(many), refused(many).endsWith("there are more than 10000 objects"));
    assertTrue(refused("a: 1\na: 2\n"), refused("a: 1\na: 2\n").contains("line 2"));
    assertTrue(refused("!!javax.script.X [a]"), refused("!!javax.script.X [a]").contains("line 1"));
  }
}
