package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.util.ArgumentListBuilder;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.Test;

public class LauncherTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Launcher launcher =
      new Launcher.LocalLauncher(new StreamTaskListener(log, StandardCharsets.UTF_8));

  private String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  public void printsTheCommandWithMaskedWords() throws Exception {
    ArgumentListBuilder words = new ArgumentListBuilder("echo", "a b").add("s3cret", true);
    int status = launcher.launch().cmds(words).pwd(new FilePath(new File("/tmp"))).join();
    assertEquals(0, status);
    assertEquals("[tmp] $ echo \"a b\" ******\n", log());
  }

  @Test
  public void joinsStreamsAndEnvironment() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        launcher
            .launch()
            .cmds("sh", "-c", "cat; echo $V; echo err >&2; exit 4")
            .envs(Map.of("V", "value"))
            .stdin(new ByteArrayInputStream("in\n".getBytes(StandardCharsets.UTF_8)))
            .stdout(out)
            .quiet(true)
            .join();
    assertEquals(4, status);
    assertEquals("in\nvalue\nerr\n", out.toString(StandardCharsets.UTF_8));
    assertEquals("", log());
  }

  @Test
  public void killEndsTheProcess() throws Exception {
    Proc proc = launcher.launch().cmds("sleep", "300").quiet(true).start();
    assertTrue(proc.isAlive());
    proc.kill();
    assertFalse(proc.isAlive());
  }

  @Test
  public void startIsRefusedInsideStart() {
    Exception e =
        assertThrows(
            IllegalStateException.class,
            () -> StartGuard.during("s", () -> launcher.launch().cmds("true").join()));
    assertTrue(
        e.getMessage(), e.getMessage().startsWith("Launcher started true inside start() of s"));
  }
}
