package io.jenkins.plugins.paas.monitoring.prometheus;

import io.jenkins.plugins.paas.core.text.DnsName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rule files in a directory that Prometheus' {@code rule_files} names: one an application, {@code
 * paas-<application>.yaml}. Prometheus reads them when it is told to reload. Thread-safe.
 */
public final class RuleDirectory {

  private final SharedDirectory directory;

  public RuleDirectory(Path directory) {
    this.directory = new SharedDirectory(directory);
  }

  public Path file(String application) {
    return directory.file("paas-" + DnsName.requireLabel(application, "application") + ".yaml");
  }

  /**
   * Writes the file and has the server read it. What the server refuses is taken back, so that it
   * does not refuse everybody's next reload.
   *
   * @throws PrometheusFailure when the server may not be asked to reload, or refused the rules
   */
  public Outcome register(String application, RuleFile rules, PrometheusApi api)
      throws IOException, InterruptedException {
    Path file = file(application);
    directory.lock().lock();
    try {
      String before = directory.read(file);
      if (rules.text().equals(before)) {
        return Outcome.UNCHANGED;
      }
      directory.write(file, rules.text());
      try {
        requireReload(api, file);
      } catch (IOException | InterruptedException e) {
        restore(file, before);
        throw e;
      }
      return before == null ? Outcome.CREATED : Outcome.UPDATED;
    } finally {
      directory.lock().unlock();
    }
  }

  /** Takes the rules back; symmetric to {@link #register}. */
  public Outcome unregister(String application, PrometheusApi api)
      throws IOException, InterruptedException {
    directory.lock().lock();
    try {
      if (!Files.deleteIfExists(file(application))) {
        return Outcome.UNCHANGED;
      }
      requireReload(api, file(application));
      return Outcome.REMOVED;
    } finally {
      directory.lock().unlock();
    }
  }

  private static void requireReload(PrometheusApi api, Path file)
      throws IOException, InterruptedException {
    if (!api.reload()) {
      throw new PrometheusFailure(
          "Prometheus at "
              + api.uri()
              + " may not be told to read "
              + file.getFileName()
              + ": start it with --web.enable-lifecycle, or leave 'rules' out.");
    }
  }

  private void restore(Path file, String before) throws IOException {
    if (before == null) {
      Files.deleteIfExists(file);
    } else {
      directory.write(file, before);
    }
  }
}
