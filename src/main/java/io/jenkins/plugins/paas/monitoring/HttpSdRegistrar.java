package io.jenkins.plugins.paas.monitoring;

import hudson.Extension;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleFile;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetMatch;
import io.jenkins.plugins.paas.platform.HttpSdRegistration;
import io.jenkins.plugins.paas.platform.Registration;
import java.io.IOException;
import java.util.List;

/** The document that this controller serves, for a Prometheus that asks for it. */
@Extension
public final class HttpSdRegistrar extends Registrar {

  @Override
  public String name() {
    return "httpSd";
  }

  @Override
  public boolean carriesOut(Registration registration) {
    return registration instanceof HttpSdRegistration;
  }

  @Override
  public TargetMatch match(MonitorSite site) {
    return TargetMatch.http(site.request().registration(), path(site));
  }

  @Override
  public String register(MonitorSite site, List<String> addresses) throws IOException {
    return HttpSdStores.get()
            .of(site.platform().getName())
            .register(
                site.application(),
                site.request().group(site.application(), addresses).by(site.owner()))
            .word()
        + " in "
        + path(site);
  }

  @Override
  public String unregister(MonitorSite site) throws IOException {
    return HttpSdStores.get()
            .of(site.platform().getName())
            .unregister(site.application(), site.request().registration())
            .word()
        + " in "
        + path(site);
  }

  @Override
  public Rules registerRules(MonitorSite site, RuleFile rules)
      throws IOException, InterruptedException {
    return RulesInDirectory.of(site, rulesDirectory(site)).register(site, rules);
  }

  @Override
  public String unregisterRules(MonitorSite site) throws IOException, InterruptedException {
    return RulesInDirectory.of(site, rulesDirectory(site)).unregister(site);
  }

  private static String rulesDirectory(MonitorSite site) {
    return ((HttpSdRegistration) site.registration()).getRulesDirectory();
  }

  private static String path(MonitorSite site) {
    return "/" + TargetsAction.URL + "/sd/" + site.platform().getName();
  }
}
