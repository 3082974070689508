package io.jenkins.plugins.paas.platform.survey;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the nodes are: counts, and the names of a few that are not well. Not thread-safe. */
public final class NodeTally {

  private static final int NAMED = 5;
  private static final int MOST = 100;

  /** Alibaba Cloud's older identifiers: region, dot, instance. */
  private static final Pattern INSTANCE = Pattern.compile("([a-z]+-[a-z0-9-]+\\.i-)[a-z0-9]+");

  private static final List<String> PRESSURES =
      List.of("MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable");

  private final Map<Identity, Integer> identities = new LinkedHashMap<>();
  private final Map<String, Integer> kubelets = new TreeMap<>();
  private final Map<String, Integer> runtimes = new TreeMap<>();
  private final List<String> unwell = new ArrayList<>();
  private int count;
  private int ready;
  private int cordoned;

  void add(KubeObject node) {
    count++;
    Identity identity = Identity.of(node);
    boolean room = identities.size() < MOST || identities.containsKey(identity);
    identities.merge(room ? identity : Identity.OTHER, 1, Integer::sum);
    count(kubelets, node.text("status", "nodeInfo", "kubeletVersion"));
    count(runtimes, node.text("status", "nodeInfo", "containerRuntimeVersion"));
    cordoned += "true".equals(node.text("spec", "unschedulable")) ? 1 : 0;
    String problem = problem(node);
    if (problem.isEmpty()) {
      ready++;
    } else if (unwell.size() < NAMED) {
      unwell.add(node.name() + " (" + problem + ")");
    }
  }

  /**
   * What tells whose a node is, without what differs from node to node.
   *
   * @param provider the beginning of {@code spec.providerID}, such as {@code aws://} or {@code
   *     cn-hangzhou.i-}; "other" for another form, "" where there is none
   * @param labels the domains of its labels, where the provider does not say it
   */
  public record Identity(String provider, List<String> labels) {

    static final Identity OTHER = new Identity("other", List.of());

    static Identity of(KubeObject node) {
      String id = node.text("spec", "providerID");
      int scheme = id.indexOf("://");
      if (scheme > 0) {
        return new Identity(id.substring(0, scheme) + "://", List.of());
      }
      Matcher instance = INSTANCE.matcher(id);
      if (instance.matches()) {
        return new Identity(instance.group(1), List.of());
      }
      return new Identity(
          id.isEmpty() ? "" : "other",
          node.map("metadata", "labels").keySet().stream()
              .filter(label -> label.indexOf('/') > 0)
              .map(label -> label.substring(0, label.indexOf('/')))
              .distinct()
              .sorted()
              .toList());
    }
  }

  private static void count(Map<String, Integer> counts, String what) {
    counts.merge(
        counts.size() < MOST || counts.containsKey(what) ? what : "other", 1, Integer::sum);
  }

  private static String problem(KubeObject node) {
    Map<String, Object> ready = node.condition("Ready");
    if (!"True".equals(ready.get("status"))) {
      Object reason = ready.get("reason");
      return "not ready" + (reason == null ? "" : ": " + reason);
    }
    for (String pressure : PRESSURES) {
      if ("True".equals(node.condition(pressure).get("status"))) {
        return pressure;
      }
    }
    return "";
  }

  public int count() {
    return count;
  }

  public int ready() {
    return ready;
  }

  public int cordoned() {
    return cordoned;
  }

  /** At most five that are not well, with the reason. */
  public List<String> unwell() {
    return List.copyOf(unwell);
  }

  /** How many nodes there are of an identity. */
  public Map<Identity, Integer> identities() {
    return new LinkedHashMap<>(identities);
  }

  /** By kubelet's version. */
  public Map<String, Integer> kubelets() {
    return new TreeMap<>(kubelets);
  }

  /** By container runtime, such as {@code containerd://1.7.2}. */
  public Map<String, Integer> runtimes() {
    return new TreeMap<>(runtimes);
  }
}
