package io.jenkins.plugins.paas.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** A call of each step that asks the systems of a platform, for tests that go over all steps. */
public final class StepCalls {

  /** By function; a step without a call fails a test. */
  public static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    String config = "text: 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: a}'";
    ALL.put("withPaas", "withPaas(platform: 'staging', application: 'a') { error 'x' }");
    ALL.put("paasBuildImage", "paasBuildImage(image: 'shop/api', credentialsId: 'login')");
    ALL.put(
        "paasProvision", "paasProvision(environment: 'e', secrets: [db: 'token'], " + config + ")");
    ALL.put("paasPreview", "paasPreview(environment: 'e', " + config + ") { }");
    ALL.put("paasEnvironment", "paasEnvironment(environment: 'e')");
    ALL.put("paasDestroy", "paasDestroy(environment: 'e')");
    ALL.put("paasMonitor", "paasMonitor(namespace: 'a-e', service: 'api', port: 'metrics')");
    ALL.put("paasSilence", "paasSilence(matchers: [alertname: 'b']) { }");
    ALL.put("paasSlo", "paasSlo(query: 'up', threshold: 1)");
    ALL.put("paasLogs", "paasLogs(target: 'logs-a-e')");
    ALL.put("paasLogGate", "paasLogGate(target: 'logs-a-e', query: 'level:error')");
    ALL.put("paasDeploy", "paasDeploy(environment: 'e', pipeline: 'p')");
    ALL.put(
        "paasPipeline",
        "writeFile(file: 'p.json', text: '{\"name\":\"p\",\"stages\":[]}'); paasPipeline(file: 'p.json')");
    ALL.put("paasProperties", "paasProperties(properties: [a: 'b']); error 'x'");
    ALL.put("paasRollback", "paasRollback(environment: 'e')");
    ALL.put("paasCheck", "paasCheck(); error 'x'");
  }

  private StepCalls() {}
}
