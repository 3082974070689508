package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command-line tool that builds and pushes images: argument lists and variables, no I/O. No
 * secret is ever in an argument; secrets are files of {@link BuildPaths}.
 */
public interface BuildTool {

  /** The program's name, as messages say it. */
  String program();

  /**
   * What it cannot do of the request.
   *
   * @return a clause without a full stop, or empty
   */
  Optional<String> lacks(BuildRequest request);

  /**
   * Logs in with the password from standard input.
   *
   * @return empty where the tool has no such command and only reads the configuration file
   */
  List<String> login(BuildPaths paths, RegistryHost host, String user);

  /** Builds, tags and, if the request says so, pushes; one after another. */
  List<List<String>> commands(BuildRequest request, BuildPaths paths);

  /** What the commands read from the environment. */
  Map<String, String> environment(BuildRequest request, BuildPaths paths);
}
