package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DurableTaskTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final Launcher launcher = new Launcher.LocalLauncher(TaskListener.NULL);
  private FilePath workspace;

  @Before
  public void workspace() throws Exception {
    workspace = new FilePath(folder.newFolder("a b"));
  }

  private Controller launch(BourneShellScript script) throws Exception {
    return script.launch(new EnvVars("NAME", "v'alue"), workspace, launcher, TaskListener.NULL);
  }

  private int end(Controller c) throws Exception {
    await(() -> c.exitStatus(workspace, launcher, TaskListener.NULL) != null);
    return c.exitStatus(workspace, launcher, TaskListener.NULL);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertTrue("timed out", System.nanoTime() < deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  @Test
  public void logsTracesAndTellsTheStatus() throws Exception {
    Controller c = launch(new BourneShellScript("pwd\necho \"$NAME\"\nexit 3\necho never"));
    assertEquals(3, end(c));

    ByteArrayOutputStream log = new ByteArrayOutputStream();
    assertTrue(c.writeLog(workspace, log));
    assertFalse("already told", c.writeLog(workspace, log));
    assertEquals(
        "+ pwd\n" + workspace.getRemote() + "\n+ echo v'alue\nv'alue\n+ exit 3\n",
        log.toString(StandardCharsets.UTF_8));
    c.cleanup(workspace);
    assertTrue(workspace.sibling("a b@tmp").list().isEmpty());
  }

  @Test
  public void capturesOutputApartFromTheLog() throws Exception {
    BourneShellScript script = new BourneShellScript("#!/bin/sh\necho out; echo err >&2");
    script.captureOutput();
    Controller c = launch(script);
    assertEquals(0, end(c));
    assertEquals("out\n", new String(c.getOutput(workspace, launcher), StandardCharsets.UTF_8));
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    c.writeLog(workspace, log);
    assertEquals("err\n", log.toString(StandardCharsets.UTF_8));
  }

  @Test
  public void attachesAgainFromItsSerialisedState() throws Exception {
    Controller before =
        launch(new BourneShellScript("echo one\nmkfifo go\nread line < go\necho \"$line\""));
    await(() -> workspace.child("go").exists());
    before.writeLog(workspace, OutputStream.nullOutputStream());
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(state)) {
      out.writeObject(before);
    }

    Controller after =
        (Controller)
            new ObjectInputStream(new ByteArrayInputStream(state.toByteArray())).readObject();
    workspace.child("go").write("two\n", null);
    assertEquals(0, end(after));
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    after.writeLog(workspace, rest);
    String text = rest.toString(StandardCharsets.UTF_8);
    assertTrue(text, text.endsWith("two\n") && !text.contains("one"));
  }

  @Test
  public void stopEndsTheWholeTree() throws Exception {
    Controller c = launch(new BourneShellScript("sleep 300 & echo $! > child\nsleep 301"));
    FilePath child = workspace.child("child");
    await(() -> child.exists() && child.length() > 1);
    long pid = Long.parseLong(child.readToString().trim());
    assertNull(c.exitStatus(workspace, launcher, TaskListener.NULL));

    c.stop(workspace, launcher);

    await(() -> ProcessHandle.of(pid).isEmpty());
    assertEquals("ended by a signal", 143, end(c));
  }
}
