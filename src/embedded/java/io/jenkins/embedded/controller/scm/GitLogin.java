package io.jenkins.embedded.controller.scm;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import java.io.IOException;
import java.util.Map;

/** User name and password for git, by a program that git asks; neither is in an argument. */
final class GitLogin implements AutoCloseable {
  private static final String PROGRAM =
      """
      #!/bin/sh
      case "$1" in
        Username*) printf '%s\\n' "$PAAS_GIT_USER" ;;
        *) printf '%s\\n' "$PAAS_GIT_PASSWORD" ;;
      esac
      """;

  private final FilePath program;
  private final Map<String, String> variables;

  private GitLogin(FilePath program, Map<String, String> variables) {
    this.program = program;
    this.variables = variables;
  }

  /**
   * @param id of credentials, or null for none
   * @throws AbortException where there are none of that id, or of another kind
   */
  static GitLogin of(String id, Run<?, ?> run, FilePath workspace)
      throws IOException, InterruptedException {
    if (id == null || id.isEmpty()) {
      return new GitLogin(null, Map.of());
    }
    StandardUsernamePasswordCredentials found =
        CredentialsProvider.findCredentialById(id, StandardUsernamePasswordCredentials.class, run);
    if (found == null) {
      boolean other = CredentialsProvider.findCredentialById(id, IdCredentials.class, run) != null;
      throw new AbortException(
          other
              ? "git: credentials '"
                  + id
                  + "' are no user name with password; for SSH the"
                  + " embedded controller uses your own keys, without credentialsId"
              : "git: there are no credentials '" + id + "'; add them to the --config file");
    }
    CredentialsProvider.track(run, found);
    FilePath directory = workspace.sibling(workspace.getName() + "@tmp");
    directory.mkdirs();
    FilePath program = directory.createTempFile("askpass", ".sh");
    program.write(PROGRAM, "UTF-8");
    program.chmod(0700);
    return new GitLogin(
        program,
        Map.of(
            "GIT_ASKPASS", program.getRemote(),
            "PAAS_GIT_USER", found.getUsername(),
            "PAAS_GIT_PASSWORD", found.getPassword().getPlainText()));
  }

  Map<String, String> variables() {
    return variables;
  }

  @Override
  public void close() throws IOException {
    if (program != null) {
      try {
        program.delete();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
