package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.kube.KubeAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Kubernetes API for tests: the cluster of the kubeconfig file that {@code
 * PAAS_TEST_KUBECONFIG} names, else a control plane of this machine, which all test runs share.
 * Tests use names of their own and leave nothing behind.
 */
public final class RealKubernetes {

  private static final String NAME = "kubernetes";
  private static Optional<RealKubernetes> found;

  private final String kubeconfig;
  private final Map<String, String> variables;

  private RealKubernetes(String kubeconfig, Map<String, String> variables) {
    this.kubeconfig = kubeconfig;
    this.variables = variables;
  }

  /** The cluster, or the test is skipped. Counts the test. */
  public static synchronized RealKubernetes require() {
    if (found == null) {
      found = RealServices.isEmbeddedOnly() ? Optional.empty() : find();
    }
    RealKubernetes cluster =
        found.orElseThrow(
            () ->
                RealServices.absent(
                    NAME,
                    "name a cluster's kubeconfig file in PAAS_TEST_KUBECONFIG, or build the"
                        + " control plane of ../shared/tools"));
    RealServices.ran(NAME);
    return cluster;
  }

  private static Optional<RealKubernetes> find() {
    String file = System.getenv("PAAS_TEST_KUBECONFIG");
    try {
      if (file != null) {
        return Optional.of(new RealKubernetes(selfContained(Path.of(file)), Map.of()));
      }
      Optional<Map<String, String>> started = ControlPlane.start();
      return started.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new RealKubernetes(
                  selfContained(Path.of(started.get().get("KUBECONFIG"))), started.get()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With an administrator's rights. */
  public KubeAccess access() {
    try {
      return KubeAccess.kubeconfig(
          kubeconfig, null, server -> null, "the cluster of platform 'real'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kubeconfig's text; it refers to no other file. */
  public String kubeconfig() {
    return kubeconfig;
  }

  /** The user {@code ci}, who has the rights that a test gives. Skips where there is none. */
  public KubeAccess withoutRights() {
    String token = variables.get("KUBE_CI_TOKEN");
    if (token == null) {
      throw RealServices.absent(NAME + "-user", "only the control plane of ../shared/tools has it");
    }
    try {
      return KubeAccess.to(
          HttpEndpoint.at(URI.create(variables.get("KUBE_URL")))
              .caCertificate(Files.readString(Path.of(variables.get("KUBE_CA"))))
              .authentication(Authentication.bearer(() -> token))
              .build(),
          "the cluster of platform 'real'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // a controller must not read files that a kubeconfig names, so they are put in here
  @SuppressWarnings("unchecked")
  private static String selfContained(Path file) throws IOException {
    Map<String, Object> config = YamlText.parse(Files.readString(file), file.toString());
    for (String list : List.of("clusters", "users")) {
      for (Map<String, Object> entry : (List<Map<String, Object>>) config.get(list)) {
        Map<String, Object> body =
            (Map<String, Object>) entry.get(list.substring(0, list.length() - 1));
        for (String key : List.of("certificate-authority", "client-certificate", "client-key")) {
          if (body.remove(key) instanceof String path) {
            byte[] bytes = Files.readAllBytes(file.resolveSibling(path));
            body.put(key + "-data", Base64.getEncoder().encodeToString(bytes));
          }
        }
      }
    }
    return YamlText.write(config);
  }
}
