package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetMatch;
import io.jenkins.plugins.paas.monitoring.service.ScrapeAnnotations;
import io.jenkins.plugins.paas.platform.AnnotationsRegistration;
import io.jenkins.plugins.paas.platform.Registration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Annotations of the Service, for a Prometheus that discovers endpoints by them. */
@Extension
public final class AnnotationsRegistrar extends Registrar {

  @Override
  public String name() {
    return "annotations";
  }

  @Override
  public boolean carriesOut(Registration registration) {
    return registration instanceof AnnotationsRegistration;
  }

  @Override
  public Optional<Registration> unconfigured() {
    return Optional.of(new AnnotationsRegistration());
  }

  @Override
  public void check(MonitorSite site) throws AbortException {
    super.check(site);
    MonitorRequest request = site.request();
    if (request.service == null || !request.labels.isEmpty() || request.interval != null) {
      throw new AbortException(
          "The registration annotations annotates a Service, so it needs 'service', and it knows"
              + " neither 'targets' nor 'labels' nor 'interval': use another registration.");
    }
  }

  @Override
  public TargetMatch match(MonitorSite site) {
    return TargetMatch.annotations(site.request().namespace, site.request().service);
  }

  @Override
  public String register(MonitorSite site, List<String> addresses)
      throws IOException, InterruptedException {
    MonitorRequest request = site.request();
    String address = addresses.get(0);
    String port = address.substring(address.lastIndexOf(':') + 1);
    return new ScrapeAnnotations(site.cluster())
            .set(request.namespace, request.service, port, request.path)
            .word()
        + " as annotations prometheus.io/… of the Service";
  }

  @Override
  public String unregister(MonitorSite site) throws IOException, InterruptedException {
    MonitorRequest request = site.request();
    return new ScrapeAnnotations(site.cluster()).remove(request.namespace, request.service).word()
        + " as annotations prometheus.io/… of the Service";
  }
}
