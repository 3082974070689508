package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleDirectory;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleFile;
import java.io.IOException;
import java.nio.file.Path;

/** Rules as files that Prometheus reads when it is told to; shared by what has such a directory. */
final class RulesInDirectory {

  private final RuleDirectory directory;

  private RulesInDirectory(RuleDirectory directory) {
    this.directory = directory;
  }

  /**
   * @throws AbortException when the administrator gave none
   */
  static RulesInDirectory of(MonitorSite site, String directory) throws AbortException {
    if (directory == null) {
      throw new AbortException(
          "Platform '"
              + site.platform().getName()
              + "' has no directory for rules: an administrator sets 'rulesDirectory' of its"
              + " registration, or leave 'rules' out.");
    }
    return new RulesInDirectory(new RuleDirectory(Path.of(directory)));
  }

  Registrar.Rules register(MonitorSite site, RuleFile rules)
      throws IOException, InterruptedException {
    String outcome = directory.register(site.application(), rules, site.prometheus()).word();
    return new Registrar.Rules(outcome, fileName(site));
  }

  String unregister(MonitorSite site) throws IOException, InterruptedException {
    return directory.unregister(site.application(), site.prometheus()).word()
        + " as "
        + fileName(site);
  }

  private String fileName(MonitorSite site) {
    return directory.file(site.application()).getFileName().toString();
  }
}
