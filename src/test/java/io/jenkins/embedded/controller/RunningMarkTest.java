package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RunningMarkTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Path root;

  @Before
  public void root() {
    root = folder.getRoot().toPath();
  }

  @Test
  public void directoryIsTakenOnce() throws Exception {
    try (RunningMark mark = RunningMark.take(root)) {
      IOException e = assertThrows(IOException.class, () -> RunningMark.take(root));
      assertEquals(
          "a build runs already with "
              + root
              + " (process "
              + ProcessHandle.current().pid()
              + "). Wait for its end, or give another workspace.",
          e.getMessage());
    }
    assertFalse(Files.exists(root.resolve("running")));
    RunningMark.take(root).close();
  }

  @Test
  public void endsWhatACrashLeftRunning() throws Exception {
    Files.writeString(root.resolve("running"), "1\n");
    ProcessBuilder builder = new ProcessBuilder("sleep", "300");
    builder.environment().put("JENKINS_HOME", root.toString());
    Process left = builder.start();
    try (RunningMark mark = RunningMark.take(root)) {
      assertTrue(left.waitFor(10, TimeUnit.SECONDS));
    }
  }
}
