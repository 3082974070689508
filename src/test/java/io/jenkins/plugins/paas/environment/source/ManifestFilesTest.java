package io.jenkins.plugins.paas.environment.source;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.kube.ManifestFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ManifestFilesTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;

  @Before
  public void files() throws IOException {
    root = folder.newFolder("workspace").toPath();
    Files.writeString(folder.getRoot().toPath().resolve("secret.yaml"), "a: b");
    for (String name : List.of("deploy/b.yaml", "deploy/a.yml", "deploy/deep/c.json", "x.yaml")) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.writeString(root.resolve(name), "of: " + name);
    }
    Files.writeString(root.resolve("deploy/README.md"), "not a manifest");
  }

  private List<String> names(String... patterns) throws IOException {
    return ManifestFiles.read(root, List.of(patterns)).stream().map(SourceText::source).toList();
  }

  @Test
  public void filesGlobsAndDirectoriesAreReadOnceInOrder() throws IOException {
    assertEquals(List.of("deploy/b.yaml"), names("deploy/*.yaml"));
    assertEquals(List.of("deploy/a.yml", "deploy/b.yaml", "deploy/deep/c.json"), names("deploy"));
    assertEquals(
        List.of("x.yaml", "deploy/a.yml", "deploy/b.yaml", "deploy/deep/c.json"),
        names("x.yaml", "deploy/", "**/*.yaml"));
    assertEquals("of: x.yaml", ManifestFiles.read(root, List.of("x.yaml")).get(0).text());
  }

  @Test
  public void nothingLeavesTheWorkspace() throws IOException {
    Files.createSymbolicLink(root.resolve("link.yaml"), root.resolve("../secret.yaml"));
    for (String pattern : List.of("../secret.yaml", "/etc/passwd", "link.yaml", "*.yaml")) {
      ManifestFailure failure = assertThrows(ManifestFailure.class, () -> names(pattern));
      assertTrue(failure.getMessage(), failure.getMessage().contains("workspace"));
    }
  }

  @Test
  public void aPatternThatMatchesNothingIsAnError() {
    ManifestFailure failure =
        assertThrows(ManifestFailure.class, () -> names("x.yaml", "kube/*.yaml"));
    assertTrue(
        failure.getMessage(),
        failure.getMessage().startsWith("manifests: 'kube/*.yaml' matches no file"));
  }
}
