package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleFile;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetMatch;
import io.jenkins.plugins.paas.monitoring.service.ServiceEndpoints;
import io.jenkins.plugins.paas.platform.Registration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Carries out one kind of registration. Each call is idempotent; all but {@link #check} run on an
 * I/O thread. Instances keep no state of an execution.
 */
public abstract class Registrar implements ExtensionPoint {

  /** The word by which a Jenkinsfile names it: the registration's symbol. */
  public abstract String name();

  /** Whether it is this one's kind. */
  public abstract boolean carriesOut(Registration registration);

  /**
   * The registration where the platform is configured for another kind; empty when it needs one.
   */
  public Optional<Registration> unconfigured() {
    return Optional.empty();
  }

  /**
   * Refuses what it cannot do; no I/O.
   *
   * @throws AbortException with what to change
   */
  public void check(MonitorSite site) throws AbortException {
    if (site.request().pods != null) {
      throw new AbortException(
          "'pods' needs the registration operator, and this is " + name() + ": use 'service'.");
    }
    if (site.request().service != null) {
      site.requireCluster();
    }
  }

  /** Where the targets are, {@code host:port} each; empty while there are none. */
  public List<String> addresses(MonitorSite site) throws IOException, InterruptedException {
    MonitorRequest request = site.request();
    if (request.service == null) {
      return request.targets;
    }
    ServiceEndpoints endpoints =
        ServiceEndpoints.read(site.cluster(), request.namespace, request.service, request.port);
    site.log()
        .change(
            "Service " + request.registration(),
            endpoints.ready().size() + " of " + endpoints.all().size() + " endpoints ready");
    return endpoints.all();
  }

  /** What is waited for while there are no addresses. */
  public String missing(MonitorSite site) throws IOException, InterruptedException {
    MonitorRequest request = site.request();
    return "endpoints of Service "
        + request.registration()
        + ": no running pod has the labels of its selector "
        + ServiceEndpoints.read(site.cluster(), request.namespace, request.service, request.port)
            .selector();
  }

  /** Whether it registers before there are addresses. */
  public boolean registersAhead() {
    return false;
  }

  /** How Prometheus shows these targets. */
  public abstract TargetMatch match(MonitorSite site) throws IOException, InterruptedException;

  /**
   * Registers, or replaces what is registered.
   *
   * @return what came of it and where, such as {@code created in paas-shop.json}
   */
  public abstract String register(MonitorSite site, List<String> addresses)
      throws IOException, InterruptedException;

  /** Takes this registration back, and nothing of others. */
  public abstract String unregister(MonitorSite site) throws IOException, InterruptedException;

  /**
   * Follows the way from Prometheus to the targets.
   *
   * @return the link that does not hold yet
   * @throws IOException when one does not hold that no waiting can mend
   */
  public Optional<String> broken(MonitorSite site) throws IOException, InterruptedException {
    return Optional.empty();
  }

  /**
   * Registers rules; replaces the application's earlier ones.
   *
   * @param outcome what came of it
   * @param file how the name of the server's rule file begins
   */
  public record Rules(String outcome, String file) {}

  public Rules registerRules(MonitorSite site, RuleFile rules)
      throws IOException, InterruptedException {
    throw noRules();
  }

  /** Takes the application's rules back. */
  public String unregisterRules(MonitorSite site) throws IOException, InterruptedException {
    throw noRules();
  }

  private AbortException noRules() {
    return new AbortException(
        "The registration "
            + name()
            + " has no place for rules: leave 'rules' out, or use registration: 'operator'.");
  }

  static Registrar of(Registration registration) throws AbortException {
    for (Registrar registrar : ExtensionList.lookup(Registrar.class)) {
      if (registrar.carriesOut(registration)) {
        return registrar;
      }
    }
    throw new AbortException(
        "No plugin carries out the registration "
            + registration.getClass().getSimpleName()
            + ": install the one that it came with.");
  }

  static Registrar named(String name) throws AbortException {
    List<Registrar> all = List.copyOf(ExtensionList.lookup(Registrar.class));
    return all.stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AbortException(
                    "There is no registration '"
                        + name
                        + "'."
                        + NearestName.hint(name, all.stream().map(Registrar::name).toList())));
  }
}
