package io.jenkins.embedded.platform.runtime;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ProcessLedgerTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Process sleeper;
  private Path file;

  @Before
  public void start() throws IOException {
    sleeper = new ProcessBuilder("sleep", "60").start();
    file = folder.getRoot().toPath().resolve("processes");
  }

  @After
  public void end() {
    sleeper.destroyForcibly();
  }

  @Test
  public void endsWhatAnEarlierRunLeft() throws Exception {
    new ProcessLedger(file).add(sleeper.toHandle());
    assertEquals(1, new ProcessLedger(file).endLeftOvers());
    assertTrue(sleeper.waitFor(5, TimeUnit.SECONDS));
    assertFalse(Files.exists(file));
  }

  @Test
  public void sparesAProcessThatOnlyHasTheNumber() throws Exception {
    Files.write(file, List.of(sleeper.pid() + " 1000"));
    assertEquals(0, new ProcessLedger(file).endLeftOvers());
    assertTrue(sleeper.isAlive());
  }

  @Test
  public void refusesADirectoryInUse() throws Exception {
    long started = sleeper.info().startInstant().orElseThrow().toEpochMilli();
    Files.write(file, List.of("owner " + sleeper.pid() + " " + started));
    IOException e = assertThrows(IOException.class, () -> new ProcessLedger(file).endLeftOvers());
    assertTrue(e.getMessage(), e.getMessage().contains("end it first"));
  }
}
