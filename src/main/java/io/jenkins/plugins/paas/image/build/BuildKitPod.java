package io.jenkins.plugins.paas.image.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pod in which a rootless BuildKit builds one image, and the Secret that it mounts. It waits
 * for {@link #FED}, the context as a compressed tar file, builds, pushes, and leaves what it states
 * as its termination message. Its needs by BuildKit's docs/rootless.md and
 * examples/kubernetes/job.rootless.yaml: no seccomp and no AppArmor profile, since it makes user
 * namespaces; no privilege, no root, no token of the cluster.
 */
public final class BuildKitPod {

  /** The image where the builder names none. */
  public static final String DEFAULT_IMAGE = "docker.io/moby/buildkit:v0.13.2-rootless";

  public static final String CONTAINER = "buildkit";

  /** Where the container looks for the context; complete when it is there. */
  public static final String FED = "/paas/fed";

  private static final String HOME = "/paas";
  private static final long USER = 1000;
  private static final int GRACE_SECONDS = 5;

  /** Its image has BusyBox. The arguments of buildctl follow as words. */
  private static final String SCRIPT =
      "until [ -e /paas/fed ]; do sleep 1; done; mkdir -p /paas/context"
          + " && tar -xzf /paas/fed -C /paas/context && rm /paas/fed"
          + " && buildctl-daemonless.sh \"$@\" && cat /paas/stated > /dev/termination-log";

  private final ObjectRef pod;
  private final String image;
  private final Map<String, Object> origin;

  /**
   * @param pod namespace and a name that no other build has
   * @param image of BuildKit, a rootless one
   * @param origin annotations that say where it comes from
   */
  public BuildKitPod(ObjectRef pod, String image, Map<String, String> origin) {
    this.pod = pod;
    this.image = image;
    this.origin = new LinkedHashMap<>(origin);
  }

  /** The command that stores its standard input there, whole or not at all. */
  public static String[] feeding(long bytes) {
    String script =
        "[ -e /paas/fed ] || [ -e /paas/context ] || { head -c \"$1\" > /paas/part"
            + " && [ \"$(wc -c < /paas/part)\" -eq \"$1\" ] && mv /paas/part /paas/fed; }";
    return new String[] {"/bin/sh", "-c", script, "sh", Long.toString(bytes)};
  }

  /**
   * The pod.
   *
   * @param seconds after which the cluster ends it, whatever became of the controller
   */
  public KubeObject pod(BuildRequest request, RegistryHost registry, long seconds) {
    BuildPaths paths =
        new BuildPaths(
            HOME + "/context", HOME + "/context/" + request.dockerfile(), HOME, registry);
    List<Object> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
    List<Object> arguments = new ArrayList<>();
    for (String word : BuildctlTool.arguments(request, paths)) {
      arguments.add(word.replace("$", "$$")); // the cluster expands $(NAME) in arguments
    }
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", CONTAINER);
    container.put("image", image);
    container.put("command", command);
    container.put("args", arguments);
    container.put("env", environment(request, paths));
    container.put("terminationMessagePath", "/dev/termination-log");
    container.put(
        "securityContext",
        Map.of(
            "runAsNonRoot",
            true,
            "runAsUser",
            USER,
            "runAsGroup",
            USER,
            "privileged",
            false,
            "seccompProfile",
            Map.of("type", "Unconfined")));
    container.put("resources", Map.of("requests", Map.of("cpu", "250m", "memory", "512Mi")));
    container.put(
        "volumeMounts",
        List.of(
            Map.of("name", "work", "mountPath", HOME),
            Map.of("name", "store", "mountPath", "/home/user/.local/share/buildkit"),
            mounted("login"),
            mounted("secrets"),
            mounted("daemon")));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("restartPolicy", "Never");
    spec.put("automountServiceAccountToken", false);
    spec.put("enableServiceLinks", false);
    spec.put("activeDeadlineSeconds", Math.max(seconds, 1));
    spec.put("terminationGracePeriodSeconds", GRACE_SECONDS);
    spec.put("securityContext", Map.of("fsGroup", USER));
    spec.put("containers", List.of(container));
    spec.put(
        "volumes",
        List.of(
            Map.of("name", "work", "emptyDir", Map.of()),
            Map.of("name", "store", "emptyDir", Map.of()),
            files("login", List.of("config.json")),
            secrets(request.secrets()),
            files("daemon", List.of("buildkitd.toml", "ca.crt"))));
    KubeObject object = object("Pod");
    object.tree().put("spec", spec);
    // before Kubernetes 1.30 AppArmor is told by an annotation
    object
        .ensure("metadata", "annotations")
        .put("container.apparmor.security.beta.kubernetes.io/" + CONTAINER, "unconfined");
    return object;
  }

  private static List<Object> environment(BuildRequest request, BuildPaths paths) {
    Map<String, String> variables = new BuildctlTool("").environment(request, paths);
    variables.put("DOCKER_CONFIG", HOME + "/login");
    variables.put(
        "BUILDKITD_FLAGS",
        "--oci-worker-no-process-sandbox --config " + HOME + "/daemon/buildkitd.toml");
    List<Object> list = new ArrayList<>();
    variables.forEach((name, value) -> list.add(Map.of("name", name, "value", value)));
    return list;
  }

  private static Map<String, Object> mounted(String volume) {
    return Map.of("name", volume, "mountPath", HOME + "/" + volume, "readOnly", true);
  }

  private Map<String, Object> files(String volume, List<String> keys) {
    return volume(
        volume, keys.stream().map(key -> (Object) Map.of("key", key, "path", key)).toList());
  }

  private Map<String, Object> secrets(List<String> names) {
    if (names.isEmpty()) {
      return Map.of("name", "secrets", "emptyDir", Map.of()); // without items it would show all
    }
    return volume(
        "secrets",
        names.stream().map(name -> (Object) Map.of("key", key(name), "path", name)).toList());
  }

  private Map<String, Object> volume(String name, List<Object> items) {
    return Map.of(
        "name",
        name,
        "secret",
        Map.of("secretName", pod.name(), "defaultMode", 0440, "items", items));
  }

  private static String key(String secret) {
    return "secret." + secret;
  }

  /**
   * The Secret, which the cluster removes with the pod, should nobody else.
   *
   * @param logins Docker's config.json
   * @param secrets what the Dockerfile may mount, by name
   * @param caCertificate PEM text for the registry, or {@code null}
   */
  public KubeObject secret(
      String uid,
      RegistryHost registry,
      String logins,
      Map<String, byte[]> secrets,
      String caCertificate) {
    KubeObject object = object("Secret");
    object
        .ensure("metadata")
        .put(
            "ownerReferences",
            List.of(Map.of("apiVersion", "v1", "kind", "Pod", "name", pod.name(), "uid", uid)));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("config.json", base64(logins.getBytes(UTF_8)));
    data.put("ca.crt", base64((caCertificate == null ? "" : caCertificate).getBytes(UTF_8)));
    data.put("buildkitd.toml", base64(daemon(registry, caCertificate).getBytes(UTF_8)));
    secrets.forEach((name, value) -> data.put(key(name), base64(value)));
    object.tree().put("type", "Opaque");
    object.tree().put("data", data);
    return object;
  }

  /** By BuildKit's docs/buildkitd.toml.md, "registry". */
  private static String daemon(RegistryHost registry, String caCertificate) {
    StringBuilder text = new StringBuilder("[registry.\"" + registry.name() + "\"]\n");
    text.append("http = ").append(registry.isPlainHttp()).append('\n');
    if (caCertificate != null) {
      text.append("ca = [\"" + HOME + "/daemon/ca.crt\"]\n");
    }
    return text.toString();
  }

  private KubeObject object(String kind) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", pod.name());
    metadata.put("namespace", pod.namespace());
    metadata.put("labels", Map.of("app.kubernetes.io/managed-by", "paas"));
    metadata.put("annotations", new LinkedHashMap<>(origin));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", kind);
    tree.put("metadata", metadata);
    return new KubeObject(tree);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
