package io.jenkins.embedded.platform.runtime;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ContainerCommandTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Path root;

  @Before
  public void prepare() throws IOException {
    root = folder.newFolder("image").toPath();
    Files.createDirectories(root.resolve("app/libs"));
    Files.writeString(root.resolve("app/jib-classpath-file"), "/app/classes:/app/libs/a.jar");
    Files.writeString(root.resolve("app/agent.jar"), "");
    Files.writeString(root.resolve("app/settings.json"), "{}");
  }

  private List<String> line(List<String> arguments, String... entrypoint) throws Exception {
    ObjectNode config = new ObjectMapper().createObjectNode();
    for (String word : entrypoint) {
      config.withArray("Entrypoint").add(word);
    }
    UnpackedImage image = new UnpackedImage("sha256:0", root, config);
    List<String> line =
        new ContainerCommand(image, folder.getRoot().toPath().resolve("files"))
            .line(List.of(), arguments, List.of("-XX:MaxRAM=1000"), Map.of("MODE", "x"));
    assertTrue(line.get(0), line.get(0).startsWith(System.getProperty("java.home")));
    assertEquals("-XX:MaxRAM=1000", line.get(1));
    return line.subList(2, line.size());
  }

  @Test
  public void pathsOfTheImagePointIntoIt() throws Exception {
    assertEquals(
        List.of(
            "-javaagent:" + root + "/app/agent.jar=port=9",
            "-Dfile=" + root + "/app/settings.json",
            "-Djava.io.tmpdir=/tmp-of-this-machine",
            "-cp",
            root + "/app/classes:" + root + "/app/libs/*:relative",
            "Main",
            root + "/app/settings.json",
            "--mode=x"),
        line(
            List.of("/app/settings.json", "--mode=$(MODE)"),
            "java",
            "-javaagent:/app/agent.jar=port=9",
            "-Dfile=/app/settings.json",
            "-Djava.io.tmpdir=/tmp-of-this-machine",
            "-cp",
            "/app/classes:/app/libs/*:relative",
            "Main"));
  }

  @Test
  public void classPathNeverReachesThisMachine() throws Exception {
    assertEquals(
        List.of("-cp", root + "/usr/share/java/x.jar:" + root, "Main"),
        line(List.of(), "java", "-cp", "/usr/share/java/x.jar:/app/../../../etc", "Main"));
  }

  @Test
  public void argumentFilesAreRewritten() throws Exception {
    List<String> line = line(List.of(), "java", "-cp", "@/app/jib-classpath-file", "Main");
    assertEquals(
        '"' + root.toString() + "/app/classes:" + root + "/app/libs/a.jar" + '"',
        Files.readString(Path.of(line.get(1).substring(1))));
  }

  @Test
  public void refusesOtherPrograms() {
    ContainerFailure failure =
        assertThrows(ContainerFailure.class, () -> line(List.of(), "/usr/bin/nginx"));
    assertEquals("CreateContainerError", failure.reason());
    assertTrue(failure.getMessage(), failure.getMessage().contains("'/usr/bin/nginx' is not java"));
  }
}
