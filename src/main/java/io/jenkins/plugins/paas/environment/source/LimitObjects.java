package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** ResourceQuota and LimitRange out of a Pipeline's maps. */
public final class LimitObjects {

  /** The name of both objects. */
  public static final String NAME = "paas";

  // apimachinery, api/resource/quantity.go
  private static final Pattern QUANTITY =
      Pattern.compile("\\d+(\\.\\d*)?([eE][+-]?\\d+|[numkMGTPE]|[KMGTPE]i)?");
  private static final List<String> QUOTAS =
      List.of(
          "cpu",
          "memory",
          "requests.cpu",
          "requests.memory",
          "limits.cpu",
          "limits.memory",
          "requests.storage",
          "requests.ephemeral-storage",
          "limits.ephemeral-storage",
          "pods",
          "services",
          "services.loadbalancers",
          "services.nodeports",
          "configmaps",
          "secrets",
          "persistentvolumeclaims",
          "replicationcontrollers",
          "resourcequotas");
  private static final List<String> LIMITS = List.of("cpu", "memory", "ephemeral-storage");

  private LimitObjects() {}

  /**
   * Texts out of what a Pipeline passes.
   *
   * @throws IllegalArgumentException for a value that is no quantity, and for a name that does not
   *     exist, with the nearest one
   */
  public static LinkedHashMap<String, String> quota(Map<String, ?> values) {
    return checked("quota", values, QUOTAS);
  }

  /** The same for a container's default limits. */
  public static LinkedHashMap<String, String> limits(Map<String, ?> values) {
    return checked("limits", values, LIMITS);
  }

  static KubeObject resourceQuota(Map<String, String> hard, String namespace) {
    KubeObject quota = object("ResourceQuota", namespace);
    quota.ensure("spec").put("hard", new LinkedHashMap<>(hard));
    return quota;
  }

  static KubeObject limitRange(Map<String, String> limits, String namespace) {
    KubeObject range = object("LimitRange", namespace);
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", "Container");
    item.put("default", new LinkedHashMap<>(limits));
    item.put("defaultRequest", new LinkedHashMap<>(limits));
    range.ensure("spec").put("limits", List.of(item));
    return range;
  }

  private static KubeObject object(String kind, String namespace) {
    KubeObject object = new KubeObject(new LinkedHashMap<>());
    object.tree().put("apiVersion", "v1");
    object.tree().put("kind", kind);
    object.ensure("metadata").put("name", NAME);
    object.ensure("metadata").put("namespace", namespace);
    return object;
  }

  private static LinkedHashMap<String, String> checked(
      String argument, Map<String, ?> values, List<String> known) {
    LinkedHashMap<String, String> texts = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          boolean open = argument.equals("quota") && name.indexOf('/') > 0; // count/…, classes
          if (!open && !known.contains(name)) {
            throw new IllegalArgumentException(
                argument
                    + ": there is no resource '"
                    + name
                    + "'."
                    + NearestName.hint(name, known));
          }
          String text = String.valueOf(value);
          if (!QUANTITY.matcher(text).matches()) {
            throw new IllegalArgumentException(
                argument
                    + ": '"
                    + text
                    + "' of "
                    + name
                    + " is no quantity: a number, then nothing, m, k, M, G, T, Ki, Mi, Gi or Ti,"
                    + " such as 500m or 8Gi");
          }
          texts.put(name, text);
        });
    return texts;
  }
}
