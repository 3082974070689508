package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.scan.ScanGate;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The step's arguments that go to the builder unchanged. Immutable. */
final class BuildInputs implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String dockerfile;
  private final String target;
  private final LinkedHashMap<String, String> buildArgs;
  private final LinkedHashMap<String, String> labels;
  private final LinkedHashMap<String, String> secrets;
  private final ArrayList<String> ssh;
  private final ArrayList<String> architectures;
  private final ArrayList<String> cacheFrom;
  private final String cacheTo;
  private final LinkedHashMap<String, String> registries;
  private final boolean pull;
  private final boolean noCache;
  private final boolean push;
  private final boolean sbom;
  private final ScanGate scan;

  BuildInputs(BuildImageStep step) {
    dockerfile = step.getDockerfile();
    target = step.getTarget();
    buildArgs = NameValues.of(NameValue.mapOf(step.getBuildArgs(), "buildArgs"), "buildArgs");
    labels = NameValues.of(NameValue.mapOf(step.getLabels(), "labels"), "labels");
    secrets = NameValues.of(NameValue.mapOf(step.getSecrets(), "secrets"), "secrets");
    ssh = new ArrayList<>(ListedValue.textsOf(step.getSsh()));
    architectures = new ArrayList<>(ListedValue.textsOf(step.getArchitectures()));
    cacheFrom = new ArrayList<>(ListedValue.textsOf(step.getCacheFrom()));
    cacheTo = step.getCacheTo();
    registries = NameValues.of(NameValue.mapOf(step.getRegistries(), "registries"), "registries");
    pull = step.isPull();
    noCache = step.isNoCache();
    push = step.isPush();
    sbom = step.isSbom();
    scan = ScanArgument.gate(NameValues.of(NameValue.mapOf(step.getScan(), "scan"), "scan"));
  }

  /**
   * @throws IllegalArgumentException for a tag that is none, and for what looks like a secret
   */
  BuildRequest request(ImageReference image, List<String> tags) {
    if (!push && (sbom || scan != null)) {
      throw new IllegalArgumentException(
          (sbom ? "sbom" : "scan") + " is about what the registry has, so it needs push: true");
    }
    SecretLooks.refuse(buildArgs, "build argument");
    SecretLooks.refuse(labels, "label");
    BuildRequest request =
        new BuildRequest(image, tags)
            .dockerfile(dockerfile)
            .target(target)
            .pull(pull)
            .noCache(noCache)
            .push(push)
            .cacheTo(cacheTo);
    request.buildArgs().putAll(buildArgs);
    request.labels().putAll(labels);
    request.secrets().addAll(secrets.keySet());
    request.ssh().addAll(ssh);
    request.architectures().addAll(architectures);
    request.cacheFrom().addAll(cacheFrom);
    return request;
  }

  /** What is to be found out after the push. */
  ImageReports reports() {
    return new ImageReports(sbom, scan);
  }

  /** Credentials of secrets, by the secret's name. */
  Map<String, String> secretIds() {
    return secrets;
  }

  /** Credentials of further registries, by the registry. */
  Map<String, String> registryIds() {
    return registries;
  }
}
