package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.LimitObjects;
import io.jenkins.plugins.paas.environment.source.ManifestSet;
import io.jenkins.plugins.paas.environment.source.NetworkOpenings;
import io.jenkins.plugins.paas.environment.source.OwnObjects;
import io.jenkins.plugins.paas.environment.source.Rendering;
import io.jenkins.plugins.paas.environment.source.RoleObjects;
import io.jenkins.plugins.paas.environment.source.SourceText;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What the arguments of one {@code paasProvision} stand for, beside claims. */
final class ProvisionContents implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The ConfigMap of the settings that name none. */
  private static final String CONFIG = "config";

  private final ArrayList<String> manifests;
  private final String text;
  private final LinkedHashMap<String, String> images = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> quota;
  private final LinkedHashMap<String, String> limits;
  private final ArrayList<String> network;
  private final LinkedHashMap<String, ArrayList<String>> roles = new LinkedHashMap<>();
  private final LinkedHashMap<String, LinkedHashMap<String, String>> config = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> secrets = new LinkedHashMap<>();
  private final ArrayList<Rendering> renderings = new ArrayList<>();

  /**
   * Checks all of it; no I/O.
   *
   * @throws IllegalArgumentException with the argument's name
   */
  ProvisionContents(ContentStep step, EnvironmentName name) {
    manifests = new ArrayList<>(ListedValue.textsOf(step.getManifests()));
    text = step.getText();
    NameValue.mapOf(step.getImages(), "images")
        .forEach((key, value) -> images.put(key, ImageReference.from(value).toString()));
    quota = LimitObjects.quota(NameValue.mapOf(step.getQuota(), "quota"));
    limits = LimitObjects.limits(NameValue.mapOf(step.getLimits(), "limits"));
    network = new ArrayList<>(ListedValue.textsOf(step.getNetwork()));
    NameValue.mapOf(step.getRoles(), "roles")
        .forEach((role, rules) -> roles.put(role, rules(rules)));
    NameValue.mapOf(step.getConfig(), "config").forEach(this::setting);
    NameValue.mapOf(step.getSecrets(), "secrets")
        .forEach((secret, id) -> secrets.put(secret, String.valueOf(id)));
    if (step.getKustomize() != null) {
      renderings.add(Rendering.kustomize(step.getKustomize()));
    }
    Map<String, Object> helm = NameValue.mapOf(step.getHelm(), "helm");
    if (!helm.isEmpty()) {
      renderings.add(Rendering.helm(helm, name));
    }
    plainObjects(name, false);
    secrets.keySet().forEach(secret -> OwnObjects.secret(secret, "Opaque", Map.of()));
  }

  private static ArrayList<String> rules(Object value) {
    ArrayList<String> rules = new ArrayList<>();
    List<?> given =
        value instanceof List<?> list ? list : List.of(String.valueOf(value).split(";"));
    given.stream().map(String::valueOf).filter(r -> !r.isBlank()).forEach(rules::add);
    return rules;
  }

  private void setting(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> values(key).put(String.valueOf(k), String.valueOf(v)));
    } else {
      values(CONFIG).put(key, String.valueOf(value));
    }
  }

  private Map<String, String> values(String name) {
    return config.computeIfAbsent(name, n -> new LinkedHashMap<>());
  }

  Map<String, String> quota() {
    return quota;
  }

  Map<String, String> limits() {
    return limits;
  }

  /** Image names to the references that take their place. */
  LinkedHashMap<String, String> images() {
    return images;
  }

  /** Whether an agent is needed. */
  boolean needsWorkspace() {
    return !manifests.isEmpty() || !renderings.isEmpty();
  }

  /** Whether there are manifests, or images to put into them. */
  boolean hasManifests() {
    return needsWorkspace() || text != null || !images.isEmpty();
  }

  /** The manifests of files, text, Kustomize and Helm. */
  ManifestSet manifests(StepContext context) throws IOException, InterruptedException {
    FilePath workspace = context.get(FilePath.class);
    if (needsWorkspace() && workspace == null) {
      throw new AbortException("The agent with the manifests is gone; run again.");
    }
    List<SourceText> rendered = new ArrayList<>();
    for (Rendering rendering : renderings) {
      rendered.add(RenderedManifests.render(context, rendering));
    }
    return EnvironmentManifests.read(workspace, manifests, rendered, text, images);
  }

  /** All objects; credentials are looked up as the build, and tracked. */
  List<KubeObject> objects(EnvironmentName name, Platform platform, Run<?, ?> run, StepLog log)
      throws IOException {
    RegistryTarget registry = platform.getRegistry();
    String pull = registry == null ? null : registry.getPullCredentialsId();
    List<KubeObject> objects = plainObjects(name, pull != null);
    if (pull != null) {
      String what = "registry of platform " + platform.getName() + " (pullCredentialsId)";
      objects.addAll(
          SecretContent.pulling(registry.getUrl(), TargetConnection.find(pull, what, run), log));
    }
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      String what = "secret '" + secret.getKey() + "' (secrets)";
      objects.add(
          SecretContent.of(
              secret.getKey(), TargetConnection.find(secret.getValue(), what, run), log));
    }
    return objects;
  }

  private List<KubeObject> plainObjects(EnvironmentName name, boolean pulls) {
    List<KubeObject> objects = new ArrayList<>();
    if (!network.isEmpty()) {
      objects.add(NetworkOpenings.policy(network));
    }
    roles.forEach(
        (role, rules) -> objects.addAll(RoleObjects.of(role, rules, pulls, name.namespace())));
    config.forEach((map, values) -> objects.add(OwnObjects.configMap(map, values)));
    return objects;
  }
}
