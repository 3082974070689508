package io.jenkins.embedded.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code paas check}. */
public class CheckCommandTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int paas(String... arguments) {
    return PaasCommand.execute(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  public void checkSaysHowEachPlatformStands() throws Exception {
    assertEquals(2, paas("check", "--workspace", folder.getRoot().toString()));
    Path settings =
        Files.writeString(
            folder.getRoot().toPath().resolve("platforms.yaml"),
            "unclassified:\n  paas:\n    platforms:\n      - name: staging\n"
                + "        prometheus:\n          url: http://127.0.0.1:1\n");
    String config = settings.toString();
    assertEquals(
        2,
        paas(
            "check",
            "--workspace",
            folder.getRoot().toString(),
            "--config",
            config,
            "--platform",
            "a"));
    assertTrue(
        err.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8).contains("there is no platform 'a'. There is: stag"));
    Path json = folder.getRoot().toPath().resolve("report.json");
    Path junit = folder.getRoot().toPath().resolve("report.xml");
    assertEquals(
        1,
        paas(
            "check",
            "--workspace",
            folder.getRoot().toString(),
            "--config",
            config,
            "--json",
            json.toString(),
            "--junit",
            junit.toString()));
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text, text.contains("GET http://127.0.0.1:1/-/ready: the connection was refused"));
    assertTrue(text, text.contains("→ Start it, or correct the platform's URL."));
    assertTrue(text, text.contains("platform staging missing, checked in"));
    assertTrue(Files.readString(json).contains("\"component\" : \"Prometheus\""));
    assertTrue(Files.readString(junit).contains("<testsuite name=\"Monitoring\""));
  }
}
