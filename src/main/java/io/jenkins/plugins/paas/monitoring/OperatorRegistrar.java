package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.monitoring.operator.BrokenLink;
import io.jenkins.plugins.paas.monitoring.operator.MonitorKind;
import io.jenkins.plugins.paas.monitoring.operator.OperatedPrometheus;
import io.jenkins.plugins.paas.monitoring.operator.OperatorFailure;
import io.jenkins.plugins.paas.monitoring.operator.OwnedMonitor;
import io.jenkins.plugins.paas.monitoring.operator.PodAddresses;
import io.jenkins.plugins.paas.monitoring.operator.ScrapeChain;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleFile;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetMatch;
import io.jenkins.plugins.paas.platform.OperatorRegistration;
import io.jenkins.plugins.paas.platform.Registration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Resources of the Prometheus operator, labelled as the Prometheus' own selectors ask. */
@Extension
public final class OperatorRegistrar extends Registrar {

  @Override
  public String name() {
    return "operator";
  }

  @Override
  public boolean carriesOut(Registration registration) {
    return registration instanceof OperatorRegistration;
  }

  @Override
  public Optional<Registration> unconfigured() {
    return Optional.of(new OperatorRegistration());
  }

  @Override
  public void check(MonitorSite site) throws AbortException {
    site.requireCluster();
    if (!site.request().targets.isEmpty() && registration(site).getProber() == null) {
      throw new AbortException(
          "'targets' become a Probe, which needs a prober: an administrator sets 'prober' of the"
              + " registration operator to the host:port of a blackbox exporter. For what runs in"
              + " the cluster use 'service' or 'pods'.");
    }
  }

  @Override
  public List<String> addresses(MonitorSite site) throws IOException, InterruptedException {
    if (site.request().pods == null) {
      return super.addresses(site);
    }
    PodAddresses pods =
        PodAddresses.of(site.cluster(), work(site).object(List.of()), site.request().namespace);
    site.log().change("pods " + site.request().pods, pods.addresses().size() + " with that port");
    return pods.addresses();
  }

  @Override
  public String missing(MonitorSite site) {
    return "the pods of " + site.request().registration();
  }

  @Override
  public boolean registersAhead() {
    return true;
  }

  @Override
  public TargetMatch match(MonitorSite site) throws IOException, InterruptedException {
    OperatorWork work = work(site);
    return TargetMatch.pool(
        site.request().registration(), work.kind().pool(work.namespace(), work.name()));
  }

  @Override
  public String register(MonitorSite site, List<String> addresses)
      throws IOException, InterruptedException {
    OperatorWork work = work(site);
    return owned(site).apply(work.object(addresses)) + " as " + work.title();
  }

  @Override
  public String unregister(MonitorSite site) throws IOException, InterruptedException {
    OperatorWork work = work(site);
    return owned(site)
            .remove(
                new ObjectRef(MonitorKind.API, work.kind().kind(), work.namespace(), work.name()))
        + " as "
        + work.title();
  }

  @Override
  public Optional<String> broken(MonitorSite site) throws IOException, InterruptedException {
    OperatorWork work = work(site);
    ScrapeChain chain = new ScrapeChain(site.cluster(), work.prometheus());
    Optional<BrokenLink> broken =
        switch (work.kind()) {
          case SERVICE_MONITOR ->
              chain.ofService(work.namespace(), work.name(), site.request().service);
          case POD_MONITOR -> chain.ofPods(work.namespace(), work.name());
          default -> chain.selected(work.kind(), work.namespace(), work.name());
        };
    return passing(site, broken);
  }

  private Optional<String> passing(MonitorSite site, Optional<BrokenLink> broken)
      throws OperatorFailure {
    if (broken.isPresent() && !broken.get().link().isPassing()) {
      throw new OperatorFailure(
          "Registration "
              + site.request().registration()
              + " cannot come into force, "
              + broken.get());
    }
    return broken.map(BrokenLink::toString);
  }

  @Override
  public Rules registerRules(MonitorSite site, RuleFile rules)
      throws IOException, InterruptedException {
    OperatorWork work = OperatorWork.rules(site, prometheus(site));
    String outcome = owned(site).apply(work.rule(rules));
    passing(
        site,
        new ScrapeChain(site.cluster(), work.prometheus())
            .selected(MonitorKind.RULE, work.namespace(), work.name()));
    // the operator writes <namespace>-<name>.yaml, newer ones with the object's uid in it
    return new Rules(outcome + " as " + work.title(), work.namespace() + "-" + work.name());
  }

  @Override
  public String unregisterRules(MonitorSite site) throws IOException, InterruptedException {
    OperatorWork work = OperatorWork.rules(site, prometheus(site));
    return owned(site)
            .remove(
                new ObjectRef(MonitorKind.API, work.kind().kind(), work.namespace(), work.name()))
        + " as "
        + work.title();
  }

  private static OperatorRegistration registration(MonitorSite site) {
    return (OperatorRegistration) site.registration();
  }

  private static OperatedPrometheus prometheus(MonitorSite site)
      throws IOException, InterruptedException {
    OperatorRegistration registration = registration(site);
    return OperatedPrometheus.find(
        site.cluster(), registration.getNamespace(), registration.getName());
  }

  private static OperatorWork work(MonitorSite site) throws IOException, InterruptedException {
    return OperatorWork.targets(site, prometheus(site), registration(site).getProber());
  }

  private static OwnedMonitor owned(MonitorSite site) throws IOException {
    return new OwnedMonitor(site.cluster(), site.application());
  }
}
