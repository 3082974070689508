package io.jenkins.plugins.paas.image;

import java.nio.file.Files;
import org.junit.rules.TemporaryFolder;

/** One builder's engine at a time for the tests of a class, which come builder by builder. */
final class EnginesInTurn extends TemporaryFolder {

  private BuilderEngine engine;
  private String builder;

  /** The builder's engine, started where it is not the one that runs. */
  BuilderEngine of(String wanted) throws Exception {
    if (!wanted.equals(builder)) {
      stop();
      // a short path: the engine puts sockets below it
      engine =
          BuilderEngine.start(wanted, Files.createDirectories(getRoot().toPath().resolve(wanted)));
      builder = wanted;
    }
    return engine;
  }

  private void stop() {
    if (engine != null) {
      try {
        engine.close();
      } catch (Exception e) {
        throw new IllegalStateException("the engine of " + builder + " does not stop", e);
      }
      engine = null;
      builder = null;
    }
  }

  @Override
  protected void after() {
    stop();
    super.after();
    ContractTable.print();
  }
}
