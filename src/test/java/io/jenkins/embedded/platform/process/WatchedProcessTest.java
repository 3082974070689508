package io.jenkins.embedded.platform.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WatchedProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  /** A parent that starts a program, says its own child's id, and waits to be killed. */
  public static void main(String[] arguments) throws Exception {
    WatchedProcess child =
        WatchedProcess.startUnaware("sleep", Path.of(arguments[0]), List.of("sleep", "1000"));
    System.out.println(child.pid());
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  @Test
  public void programEndsWithAParentThatIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                WatchedProcessTest.class.getName(),
                folder.getRoot().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle shell = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      List<ProcessHandle> programs =
          Await.until(
              LIMIT,
              () -> shell.descendants().toList(),
              all -> all.size() == 2,
              () -> "program and watch run");
      parent.destroyForcibly();
      Await.until(
          LIMIT,
          () -> programs.stream().filter(ProcessHandle::isAlive).toList(),
          List::isEmpty,
          () -> "nothing must stay behind");
      Await.until(LIMIT, shell::isAlive, alive -> !alive, () -> "nor the shell");
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  public void closingEndsTheProgram() throws Exception {
    WatchedProcess process =
        WatchedProcess.startUnaware("sleep", folder.getRoot().toPath(), List.of("sleep", "1000"));
    assertTrue(process.isAlive());
    process.close();
    assertFalse(process.isAlive());
    assertEquals(List.of("sleep.log"), List.of(folder.getRoot().list()));
  }

  @Test
  public void leftOverOfAnEarlierRunIsEnded() throws Exception {
    WatchedProcess first =
        WatchedProcess.startUnaware("sleep", folder.getRoot().toPath(), List.of("sleep", "1000"));
    try (WatchedProcess second =
        WatchedProcess.startUnaware("sleep", folder.getRoot().toPath(), List.of("sleep", "1000"))) {
      Await.until(LIMIT, first::isAlive, alive -> !alive, () -> "the first must end");
      assertTrue(second.isAlive());
    } finally {
      first.close();
    }
  }

  @Test
  public void programThatEndsIsToldWithItsLog() throws Exception {
    try (WatchedProcess process =
        WatchedProcess.startUnaware(
            "failing",
            folder.getRoot().toPath(),
            List.of("sh", "-c", "echo no such flag; exit 3"))) {
      IOException failure =
          assertThrows(IOException.class, () -> process.awaitReady(LIMIT, () -> false));
      assertEquals("failing ended with 3: no such flag", failure.getMessage());
    }
  }
}
