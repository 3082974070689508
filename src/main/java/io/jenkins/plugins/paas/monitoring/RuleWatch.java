package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.monitoring.prometheus.PrometheusApi;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleFile;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleProof;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules of one execution: read, checked, registered, and watched until they are in force. */
final class RuleWatch implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MAX_BYTES = 1 << 20;

  private final String path;
  private String text;
  private String fileName;
  private long loadedMillis;

  RuleWatch(String path) {
    this.path = path;
  }

  void register(FilePath workspace, MonitorSite site, Registrar registrar)
      throws IOException, InterruptedException {
    text = read(workspace);
    RuleFile rules = RuleFile.parse(text, path);
    int unchecked = 0;
    for (RuleFile.Rule rule : rules.rules()) {
      PrometheusApi.SyntaxCheck check = site.prometheus().check(rule.expression());
      if (check.syntax() == PrometheusApi.Syntax.INVALID) {
        throw new AbortException(
            path
                + ", group '"
                + rule.group()
                + "', rule '"
                + rule.name()
                + "': expr is no PromQL: "
                + check.message()
                + " in: "
                + rule.expression());
      }
      unchecked += check.syntax() == PrometheusApi.Syntax.UNCHECKED ? 1 : 0;
    }
    if (unchecked > 0) {
      site.log()
          .info(unchecked + " expressions were not checked: this server has no parser to ask");
    }
    Registrar.Rules registered = registrar.registerRules(site, rules);
    fileName = registered.file();
    site.log().info("rules " + path + " " + registered.outcome() + ": " + names());
  }

  boolean isRegistered() {
    return fileName != null;
  }

  private String read(FilePath workspace) throws IOException, InterruptedException {
    if (workspace == null) {
      throw new AbortException(
          "'rules: " + path + "' is a file of the workspace: run paasMonitor inside node { }");
    }
    FilePath file = workspace.child(path);
    if (!file.exists() || file.isDirectory()) {
      throw new AbortException("The file of rules '" + path + "' is not in the workspace.");
    }
    try (InputStream in = file.read()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new AbortException("The file of rules '" + path + "' is over 1 MiB.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Whether all are loaded, and evaluated where the server evaluates within two intervals. */
  boolean isInForce(PrometheusApi api, StepLog log) throws IOException, InterruptedException {
    RuleProof.Verdict verdict = RuleProof.judge(RuleFile.parse(text, path), fileName, api.rules());
    if (!verdict.isLoaded()) {
      log.change("rules", "not loaded yet: " + verdict.missing());
      return false;
    }
    if (verdict.isEvaluated()) {
      log.change("rules", "loaded and evaluated without errors");
      return true;
    }
    if (loadedMillis == 0) {
      loadedMillis = System.currentTimeMillis();
    }
    boolean waitedLong =
        System.currentTimeMillis() - loadedMillis > verdict.intervalSeconds() * 2000;
    log.change(
        "rules",
        waitedLong
            ? "loaded, but not evaluated within two intervals: " + verdict.unevaluated()
            : "loaded, not evaluated yet");
    return waitedLong;
  }

  List<String> names() throws IOException {
    return RuleFile.parse(text, path).rules().stream()
        .map(r -> r.group() + "/" + r.name())
        .toList();
  }
}
