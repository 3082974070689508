package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.image.build.BuildPaths;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.BuildTool;
import io.jenkins.plugins.paas.image.build.LoginFile;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a build finds in its private directory (mode 0700): logins, secrets, the registry's
 * authority, each mode 0600. The directory goes with the command.
 */
final class PrivateFiles {

  private static final int OWNER_ONLY = 0600;

  private final BuildSite site;
  private final AgentCommand command;
  private final BuildPaths paths;

  PrivateFiles(BuildSite site, AgentCommand command, BuildPaths paths) {
    this.site = site;
    this.command = command;
    this.paths = paths;
  }

  void write(BuildRequest request, BuildTool tool, Map<String, String> environment)
      throws IOException, InterruptedException {
    for (String name : request.secrets()) {
      write(paths.secret(name), site.secrets().value(name));
    }
    writeAuthority();
    LoginFile file = new LoginFile();
    for (RegistryAccess registry : site.registries()) {
      RegistryCredential credential = registry.login();
      if (credential != null && !login(tool, registry.host(), credential, environment)) {
        file.add(registry.host(), credential);
      }
    }
    if (!file.isEmpty()) {
      write(paths.logins(), file.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What a tool needs that only pulls: the logins as a file, and the authority. */
  void writeForPull() throws IOException, InterruptedException {
    writeAuthority();
    LoginFile file = new LoginFile();
    RegistryCredential credential = site.registry().login();
    if (credential != null) {
      file.add(site.registry().host(), credential);
      write(paths.logins(), file.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void writeAuthority() throws IOException, InterruptedException {
    String authority = site.registry().caCertificate();
    if (authority != null) {
      write(paths.certificates() + "/ca.crt", authority.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void write(String path, byte[] content) throws IOException, InterruptedException {
    FilePath file = command.directory(site.stepContext()).child(path);
    file.getParent().mkdirs();
    try (OutputStream out = file.write()) {
      file.chmod(OWNER_ONLY);
      out.write(content);
    }
  }

  /** Whether the tool did it itself. */
  private boolean login(
      BuildTool tool,
      RegistryHost host,
      RegistryCredential credential,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> words = tool.login(paths, host, credential.user());
    if (words.isEmpty()) {
      return false;
    }
    AgentCommand.Answer answer =
        command.run(site.stepContext(), words, environment, credential.password().get());
    if (answer.status() != 0) {
      throw new AbortException(
          tool.program()
              + " login to "
              + host.name()
              + " as "
              + credential.user()
              + " failed: "
              + site.log().clean(answer.output().strip().replaceAll("\\s*\\R\\s*", "; "))
              + (tool.program().equals("docker")
                  ? ". A registry without TLS must be in the engine's insecure-registries."
                  : ""));
    }
    command.directory(site.stepContext()).child(paths.logins()).chmod(OWNER_ONLY);
    return true;
  }
}
