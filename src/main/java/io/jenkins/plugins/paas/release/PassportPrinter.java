package io.jenkins.plugins.paas.release;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Ends the log of a build that proved something with its passport, and writes passport.json. */
@Extension
public final class PassportPrinter extends RunListener<Run<?, ?>> {

  /** The file in the build's directory. */
  static final String FILE = "passport.json";

  @Override
  public void onCompleted(Run<?, ?> run, TaskListener listener) {
    PassportAction action = run.getAction(PassportAction.class);
    if (action == null) {
      return;
    }
    Passport passport = new Passport(run, action.getEvidence());
    passport.lines().forEach(listener.getLogger()::println);
    try {
      Files.write(
          run.getRootDir().toPath().resolve(FILE),
          passport.json().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      listener.error("The passport could not be written: " + e.getMessage());
    }
  }
}
