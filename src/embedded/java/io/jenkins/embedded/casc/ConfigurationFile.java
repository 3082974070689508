package io.jenkins.embedded.casc;

import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A configuration file in the form of the Configuration as Code plugin, of which it takes {@code
 * unclassified}, {@code credentials.system.domainCredentials} and {@code jenkins.clouds}.
 *
 * <p>What it sets holds for this controller's life and is not written to its directory: the file is
 * read again at each start.
 */
public final class ConfigurationFile {
  private static final List<String> ROOTS = List.of("credentials", "jenkins", "unclassified");

  private ConfigurationFile() {}

  /**
   * Reads a file and applies it to the running controller.
   *
   * @param environment what <code>${NAME}</code> means
   * @throws ConfigurationFailure naming the file and the path of the key that is wrong
   */
  public static void apply(Path file, Map<String, String> environment) throws ConfigurationFailure {
    try {
      apply(Files.readString(file), file.toString(), environment);
    } catch (IOException e) {
      throw new ConfigurationFailure(file + " cannot be read: " + e, e);
    }
  }

  /**
   * As {@link #apply(Path, Map)}, from a text.
   *
   * @param source names the text in messages
   */
  public static void apply(String text, String source, Map<String, String> environment)
      throws ConfigurationFailure {
    try {
      Map<String, Object> roots = YamlText.parse(text, source);
      for (String root : roots.keySet()) {
        if (!ROOTS.contains(root)) {
          throw new ConfigurationFailure(
              root
                  + ": the embedded controller takes "
                  + String.join(", ", ROOTS)
                  + " alone."
                  + NearestName.suggest(root, ROOTS)
                      .map(n -> " Did you mean '" + n + "'?")
                      .orElse(""));
        }
      }
      Map<String, Object> resolved = new Variables(environment).resolve(roots);
      List<?> clouds =
          Keys.list(Keys.only(resolved, "jenkins", List.of("clouds")), "clouds", "jenkins");
      CredentialsRoot.apply(Keys.only(resolved, "credentials", List.of("system")));
      UnclassifiedRoot.apply(Keys.only(resolved, "unclassified", null));
      CloudsRoot.apply(clouds);
    } catch (ConfigurationFailure e) {
      throw new ConfigurationFailure(source + ": " + e.getMessage(), e);
    } catch (YamlFailure e) {
      throw new ConfigurationFailure(e.getMessage(), e);
    }
  }
}
