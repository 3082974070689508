package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.paas.monitoring.prometheus.FileSd;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleFile;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetMatch;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Target files, one an application, in a directory that Prometheus reads. */
@Extension
public final class FileSdRegistrar extends Registrar {

  @Override
  public String name() {
    return "fileSd";
  }

  @Override
  public boolean carriesOut(Registration registration) {
    return registration instanceof FileSdRegistration;
  }

  @Override
  public void check(MonitorSite site) throws AbortException {
    super.check(site);
    if (registration(site).getDirectory() == null) {
      throw new AbortException(
          "The registration fileSd of platform '"
              + site.platform().getName()
              + "' has no directory: an administrator sets it under Manage Jenkins, System, PaaS.");
    }
  }

  @Override
  public TargetMatch match(MonitorSite site) {
    return TargetMatch.file(site.request().registration(), fileName(site));
  }

  @Override
  public String register(MonitorSite site, List<String> addresses) throws IOException {
    return files(site)
            .register(
                site.application(),
                site.request().group(site.application(), addresses).by(site.owner()))
            .word()
        + " in "
        + fileName(site);
  }

  @Override
  public String unregister(MonitorSite site) throws IOException {
    return files(site).unregister(site.application(), site.request().registration()).word()
        + " in "
        + fileName(site);
  }

  @Override
  public Rules registerRules(MonitorSite site, RuleFile rules)
      throws IOException, InterruptedException {
    return RulesInDirectory.of(site, registration(site).getRulesDirectory()).register(site, rules);
  }

  @Override
  public String unregisterRules(MonitorSite site) throws IOException, InterruptedException {
    return RulesInDirectory.of(site, registration(site).getRulesDirectory()).unregister(site);
  }

  private static FileSdRegistration registration(MonitorSite site) {
    return (FileSdRegistration) site.registration();
  }

  private static FileSd files(MonitorSite site) {
    return new FileSd(Path.of(registration(site).getDirectory()));
  }

  private static String fileName(MonitorSite site) {
    return files(site).file(site.application()).getFileName().toString();
  }
}
