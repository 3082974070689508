package io.jenkins.embedded.cli;

import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** This machine as the agent whose builders are checked. */
record ThisMachine(Path directory) implements CheckContext.Agent {

  private static final int NOT_FOUND = 127;
  private static final int SECONDS = 10;

  @Override
  public AgentCommand.Answer ask(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return new AgentCommand.Answer(NOT_FOUND, command.get(0) + " is not on the PATH");
    }
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return new AgentCommand.Answer(ended ? process.exitValue() : 1, output);
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public String variable(String name) {
    return System.getenv(name);
  }
}
