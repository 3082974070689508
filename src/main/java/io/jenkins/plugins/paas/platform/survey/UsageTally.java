package io.jenkins.plugins.paas.platform.survey;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the environments' objects use of the platform, as numbers of objects by the thing used, and
 * the environments that have them. Not thread-safe.
 */
public final class UsageTally {

  /** What an object uses. */
  public enum Use {
    /** Workloads by the host of an image's registry. */
    REGISTRY,
    /** Workloads by a node label that they select nodes by. */
    NODE_LABEL,
    /** Volume claims by storage class; "" is the default one. */
    STORAGE_CLASS,
    /** Services of type LoadBalancer by a vendor's annotation; "" where they have none. */
    LOAD_BALANCER,
    /** Ingresses by class; "" where they have none. */
    INGRESS_CLASS,
    /** Managed services by the prefix of their Terraform resources, or their API group. */
    MANAGED_SERVICE
  }

  /** So many different things are kept apart by use; the others are one. */
  private static final int MOST = 200;

  private static final Pattern RESOURCE = Pattern.compile("resource\\s+\"([a-z]+)_");
  private static final List<List<String>> TEMPLATES =
      List.of(
          List.of("spec", "template", "spec"),
          List.of("spec", "jobTemplate", "spec", "template", "spec"));

  private final Map<Use, Map<String, Used>> all = new TreeMap<>();
  private final Set<String> environments = new TreeSet<>();
  private int objects;

  /** Objects that use one thing, and where they are. Not thread-safe. */
  public static final class Used {
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Set<String> namespaces = new TreeSet<>();

    private void add(KubeObject object) {
      kinds.merge(object.kind(), 1, Integer::sum);
      if (namespaces.size() < MOST) {
        namespaces.add(object.namespace());
      }
    }

    /** How many objects by kind. */
    public Map<String, Integer> kinds() {
      return new TreeMap<>(kinds);
    }

    /** At most 200. */
    public Set<String> namespaces() {
      return new TreeSet<>(namespaces);
    }
  }

  void add(KubeObject object) {
    objects++;
    if (environments.size() < MOST || environments.contains(object.namespace())) {
      environments.add(object.namespace());
    }
    switch (object.kind()) {
      case "PersistentVolumeClaim" ->
          use(Use.STORAGE_CLASS, object.text("spec", "storageClassName"), object);
      case "Service" -> service(object);
      case "Ingress" -> ingress(object);
      case "Workspace" -> workspace(object);
      default -> workload(object);
    }
  }

  /** How many objects were looked at. */
  public int objects() {
    return objects;
  }

  /** The namespaces of the environments that have objects; at most 200. */
  public Set<String> environments() {
    return new TreeSet<>(environments);
  }

  /** By the thing used. */
  public Map<String, Used> of(Use use) {
    return new TreeMap<>(all.getOrDefault(use, Map.of()));
  }

  private void service(KubeObject service) {
    if (service.text("spec", "type").equals("LoadBalancer")) {
      Set<String> annotations = prefixes(service.map("metadata", "annotations").keySet());
      if (annotations.isEmpty()) {
        use(Use.LOAD_BALANCER, "", service);
      }
      annotations.forEach(annotation -> use(Use.LOAD_BALANCER, annotation, service));
    }
  }

  private void ingress(KubeObject ingress) {
    String name = ingress.text("spec", "ingressClassName");
    use(
        Use.INGRESS_CLASS,
        name.isEmpty()
            ? ingress.text("metadata", "annotations", "kubernetes.io/ingress.class")
            : name,
        ingress);
  }

  private void workspace(KubeObject workspace) {
    Matcher resource = RESOURCE.matcher(workspace.text("spec", "forProvider", "module"));
    Set<String> providers = new TreeSet<>();
    while (resource.find()) {
      providers.add(resource.group(1));
    }
    providers.forEach(provider -> use(Use.MANAGED_SERVICE, provider, workspace));
  }

  @SuppressWarnings("unchecked")
  private void workload(KubeObject workload) {
    for (List<String> path : TEMPLATES) {
      Map<String, Object> spec = workload.map(path.toArray(new String[0]));
      if (spec.isEmpty()) {
        continue;
      }
      KubeObject pod = new KubeObject(spec);
      Set<String> hosts = new LinkedHashSet<>();
      pod.maps("containers").forEach(c -> hosts.add(host(c.get("image"))));
      pod.maps("initContainers").forEach(c -> hosts.add(host(c.get("image"))));
      hosts.remove("");
      hosts.forEach(host -> use(Use.REGISTRY, host, workload));
      prefixes(pod.map("nodeSelector").keySet())
          .forEach(label -> use(Use.NODE_LABEL, label, workload));
    }
    for (Object claim : workload.maps("spec", "volumeClaimTemplates")) {
      KubeObject template = new KubeObject((Map<String, Object>) claim);
      use(Use.STORAGE_CLASS, template.text("spec", "storageClassName"), workload);
    }
  }

  private static String host(Object image) {
    try {
      String host = image == null ? "" : ImageReference.parse(image.toString()).registry();
      return host == null ? "docker.io" : host;
    } catch (IllegalArgumentException e) {
      return ""; // the cluster does not check it either, and no container starts of it
    }
  }

  /** Names with a domain, up to it and including the slash and the word after it. */
  private static Set<String> prefixes(Set<String> names) {
    Set<String> found = new TreeSet<>();
    for (String name : names) {
      if (name.indexOf('/') > 0) {
        found.add(name);
      }
    }
    return found;
  }

  private void use(Use use, String what, KubeObject object) {
    Map<String, Used> things = all.computeIfAbsent(use, u -> new TreeMap<>());
    String key = things.size() < MOST || things.containsKey(what) ? what : "others";
    things.computeIfAbsent(key, k -> new Used()).add(object);
  }
}
