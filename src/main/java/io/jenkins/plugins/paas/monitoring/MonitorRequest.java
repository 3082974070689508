package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetGroup;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of {@code paasMonitor}, checked. Immutable, saved with the build. */
final class MonitorRequest implements Serializable {

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
  final String rules;
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
    rules = step.getRules();
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
      if ((step.getService() == null) == step.getTargets().isEmpty()) {
        throw new AbortException(
            "paasMonitor needs either 'service' (with 'namespace') or 'targets'");
      }
      if (step.getService() != null) {
        if (step.getNamespace() == null) {
          throw new AbortException("paasMonitor needs 'namespace' with 'service'");
        }
        DnsName.requireLabel(step.getNamespace(), "namespace");
        DnsName.requireLabel(step.getService(), "service");
      }
      return new MonitorRequest(step);
    } catch (IllegalArgumentException e) {
      throw new AbortException(e.getMessage());
    }
  }

  /** Names this registration among those of the application. */
  String registration() {
    return service == null ? "targets" : namespace + "/" + service;
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
    return TargetGroup.of(registration(), addresses, path, all);
  }
}
