package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetGroup;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Registration;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of {@code paasMonitor}, checked. Immutable, saved with the build. */
public final class MonitorRequest implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How long a minute of timeoutMinutes is; tests of time-outs make it shorter. */
  static long minuteMillis = 60_000;

  final String platform;
  final String application;
  final String namespace;
  final String service;
  final String port;
  final String path;
  final ArrayList<String> targets;
  final LinkedHashMap<String, String> labels = new LinkedHashMap<>();
  final LinkedHashMap<String, String> pods;
  final String interval;
  final String registrationName;
  final String rules;
  final ArrayList<String> ruleTests;
  final boolean unregister;
  final boolean verify;
  final long timeoutMillis;

  private MonitorRequest(MonitorStep step) {
    platform = step.getPlatform();
    application = step.getApplication();
    namespace = step.getNamespace();
    service = step.getService();
    port = step.getPort();
    path = TargetGroup.requirePath(step.getPath());
    targets = new ArrayList<>(ListedValue.textsOf(step.getTargets()));
    targets.forEach(TargetGroup::requireAddress);
    NameValue.mapOf(step.getLabels(), "labels")
        .forEach(
            (name, value) -> labels.put(TargetGroup.requireLabel(name), String.valueOf(value)));
    pods = step.getPods().isEmpty() ? null : new LinkedHashMap<>();
    NameValue.mapOf(step.getPods(), "pods")
        .forEach((name, value) -> pods.put(name, String.valueOf(value)));
    interval = step.getInterval() == null ? null : TargetGroup.requireInterval(step.getInterval());
    registrationName = step.getRegistration();
    unregister = step.isUnregister();
    rules = step.getRules();
    ruleTests = new ArrayList<>(ListedValue.textsOf(step.getRuleTests()));
    RuleTests.requirePaths(ruleTests);
    verify = step.isVerify();
    timeoutMillis = step.getTimeoutMinutes() * minuteMillis;
  }

  /**
   * @throws AbortException with the argument, what is wrong with it, and the rule
   */
  static MonitorRequest of(MonitorStep step) throws AbortException {
    try {
      if (step.getTimeoutMinutes() < 1) {
        throw new AbortException("timeoutMinutes must be at least 1");
      }
      int ways = (step.getService() == null ? 0 : 1) + (step.getTargets().isEmpty() ? 0 : 1);
      ways += step.getPods().isEmpty() ? 0 : 1;
      if (ways != 1) {
        throw new AbortException(
            "paasMonitor needs either 'service' (with 'namespace') or 'targets', or else 'pods'"
                + " (with 'namespace')");
      }
      if (!step.getRuleTests().isEmpty() && step.getRules() == null) {
        throw new AbortException(
            "ruleTests needs 'rules', the file whose rules are registered when its tests pass");
      }
      if (step.getTargets().isEmpty() && step.getNamespace() == null) {
        throw new AbortException(
            "paasMonitor needs 'namespace' with "
                + (step.getService() == null ? "'pods'" : "'service'"));
      }
      if (step.getNamespace() != null) {
        DnsName.requireLabel(step.getNamespace(), "namespace");
      }
      if (step.getService() != null) {
        DnsName.requireLabel(step.getService(), "service");
      }
      return new MonitorRequest(step);
    } catch (IllegalArgumentException e) {
      throw new AbortException(e.getMessage());
    }
  }

  /** Names this registration among those of the application. */
  public String registration() {
    return service != null
        ? namespace + "/" + service
        : pods != null ? namespace + "/pods" : "targets";
  }

  /** The platform's registration, or the one that the step asks for instead. */
  Registration registrationOf(Platform platform) throws AbortException {
    Registration configured =
        platform.getPrometheus() == null ? null : platform.getPrometheus().getRegistration();
    if (registrationName == null && configured != null) {
      return configured;
    }
    if (registrationName == null) {
      throw new AbortException(
          "The Prometheus of platform '"
              + platform.getName()
              + "' has no registration: an administrator sets one, such as fileSd(directory), under"
              + " Manage Jenkins, System, PaaS.");
    }
    Registrar registrar = Registrar.named(registrationName);
    if (configured != null && registrar.carriesOut(configured)) {
      return configured;
    }
    return registrar
        .unconfigured()
        .orElseThrow(
            () ->
                new AbortException(
                    "The registration "
                        + registrationName
                        + " is not configured for platform '"
                        + platform.getName()
                        + "': only an administrator can, under Manage Jenkins, System, PaaS."));
  }

  /**
   * @throws IllegalArgumentException when an address is none
   */
  TargetGroup group(String application, List<String> addresses) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("application", application);
    if (service != null) {
      all.put("namespace", namespace);
      all.put("service", service);
    }
    all.putAll(labels);
    TargetGroup group = TargetGroup.of(registration(), addresses, path, all);
    return interval == null ? group : group.every(interval);
  }
}
