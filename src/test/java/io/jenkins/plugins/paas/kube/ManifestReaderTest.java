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
}
