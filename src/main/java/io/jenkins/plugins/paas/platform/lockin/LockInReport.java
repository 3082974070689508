package io.jenkins.plugins.paas.platform.lockin;

import io.jenkins.plugins.paas.platform.survey.ClusterSurvey;
import io.jenkins.plugins.paas.platform.survey.StorageClass;
import io.jenkins.plugins.paas.platform.survey.UsageTally;
import io.jenkins.plugins.paas.platform.survey.UsageTally.Use;
import io.jenkins.plugins.paas.platform.survey.UsageTally.Used;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the report out of what a cluster and the platform's addresses show. */
public final class LockInReport {

  private static final int MOST = 200;
  private static final Origin OWN_MACHINES = new Origin("machines of one's own", "");

  private final VendorTable table = VendorTable.bundled();
  private final ClusterSurvey cluster;
  private final UsageTally usage;
  private final List<LockIn> rows = new ArrayList<>();

  private LockInReport(ClusterSurvey cluster) {
    this.cluster = cluster;
    this.usage = cluster == null ? null : cluster.usage();
  }

  /**
   * A row for each part, two hundred at most; vendors' parts first, then by what hangs on them.
   *
   * @param cluster {@code null} where there is none to look at
   */
  public static List<LockIn> of(ClusterSurvey cluster, List<PlatformHost> hosts) {
    LockInReport report = new LockInReport(cluster);
    if (cluster != null) {
      report.nodes();
      report.nodeLabels();
      report.storage();
      report.registries();
      report.balancers();
      report.ingresses();
      report.services();
      report.operators();
    }
    hosts.forEach(report::host);
    report.rows.sort(
        (a, b) ->
            a.isVendors() != b.isVendors()
                ? (a.isVendors() ? -1 : 1)
                : Integer.compare(b.dependents(), a.dependents()));
    return List.copyOf(report.rows.subList(0, Math.min(MOST, report.rows.size())));
  }

  private void nodes() {
    Map<Origin, Integer> counts = new LinkedHashMap<>();
    Map<Origin, Set<String>> signs = new LinkedHashMap<>();
    cluster
        .nodes()
        .identities()
        .forEach(
            (identity, count) -> {
              String id = identity.provider();
              String sign = id.isEmpty() ? "no spec.providerID" : "spec.providerID " + id + "…";
              Optional<Origin> known = table.origin(Sign.PROVIDER, id);
              for (String domain : identity.labels()) {
                if (known.isEmpty()) {
                  known = table.origin(Sign.NODE_LABEL, domain);
                  sign = known.isPresent() ? "node labels of " + domain : sign;
                }
              }
              Origin origin = known.orElse(OWN_MACHINES);
              counts.merge(origin, count, Integer::sum);
              signs.computeIfAbsent(origin, o -> new TreeSet<>()).add(sign);
            });
    counts.forEach(
        (origin, count) ->
            add(
                Part.NODES,
                origin,
                count
                    + (count == 1 ? " node by " : " nodes by ")
                    + String.join(", ", signs.get(origin)),
                usage.objects(),
                usage.objects() + " objects of environments run there"));
  }

  private void nodeLabels() {
    usage
        .of(Use.NODE_LABEL)
        .forEach(
            (label, used) ->
                table
                    .origin(Sign.NODE_LABEL, label.substring(0, label.indexOf('/')))
                    .filter(Origin::isVendors)
                    .ifPresent(
                        origin -> add(Part.NODE_LABEL, origin, "node selector " + label, used)));
  }

  private void storage() {
    Map<String, Used> used = usage.of(Use.STORAGE_CLASS);
    for (StorageClass one : cluster.storage()) {
      Origin origin =
          table
              .origin(Sign.PROVISIONER, one.provisioner())
              .orElse(new Origin(one.provisioner() + ", which the table does not know", ""));
      List<Used> all = new ArrayList<>();
      Optional.ofNullable(used.get(one.name())).ifPresent(all::add);
      if (one.isDefault()) {
        Optional.ofNullable(used.get("")).ifPresent(all::add);
      }
      add(
          Part.STORAGE,
          origin,
          "StorageClass " + one.name() + ", provisioner " + one.provisioner(),
          count(all),
          words(all));
    }
  }

  private void registries() {
    usage
        .of(Use.REGISTRY)
        .forEach(
            (host, used) ->
                add(
                    Part.REGISTRY,
                    table
                        .origin(Sign.REGISTRY, bare(host))
                        .orElse(new Origin("a registry of one's own", "")),
                    "images of " + host,
                    used));
  }

  private void balancers() {
    usage
        .of(Use.LOAD_BALANCER)
        .forEach(
            (annotation, used) ->
                table
                    .origin(Sign.ANNOTATION, annotation)
                    .filter(Origin::isVendors)
                    .ifPresent(
                        origin -> add(Part.BALANCER, origin, "annotation " + annotation, used)));
  }

  private void ingresses() {
    usage
        .of(Use.INGRESS_CLASS)
        .forEach(
            (name, used) -> {
              String controller = cluster.ingressClasses().getOrDefault(name, name);
              table
                  .origin(Sign.INGRESS, controller)
                  .ifPresent(
                      origin ->
                          add(
                              Part.INGRESS,
                              origin,
                              "ingress class " + name + ", controller " + controller,
                              used));
            });
  }

  private void services() {
    usage
        .of(Use.MANAGED_SERVICE)
        .forEach(
            (provider, used) ->
                add(
                    Part.SERVICE,
                    table
                        .origin(Sign.TERRAFORM, provider)
                        .orElse(new Origin("services of provider " + provider, provider)),
                    "Terraform resources " + provider + "_* of Crossplane's Workspaces",
                    used));
  }

  private void operators() {
    Map<Origin, String> found = new LinkedHashMap<>();
    for (String group : cluster.groups()) {
      table.origin(Sign.API_GROUP, group).ifPresent(origin -> found.putIfAbsent(origin, group));
    }
    found.forEach(
        (origin, group) -> add(Part.OBJECTS, origin, "API group " + group, 0, "not counted"));
  }

  private void host(PlatformHost host) {
    Part part =
        switch (host.setting()) {
          case "registry" -> Part.REGISTRY;
          case "cluster" -> Part.NODES;
          case "prometheus", "alertmanager" -> Part.MONITORING;
          case "elastic", "kibana" -> Part.LOGGING;
          case "spinnaker" -> Part.DELIVERY;
          default -> Part.SERVICE;
        };
    Optional<Origin> known =
        table
            .origin(part == Part.REGISTRY ? Sign.REGISTRY : Sign.ENDPOINT, host.host())
            .or(() -> table.origin(Sign.ENDPOINT, host.host()));
    if (part == Part.NODES && known.isEmpty()) {
      return; // its nodes have said it
    }
    String product = host.product().isEmpty() ? host.setting() : host.product();
    Origin origin = known.orElse(new Origin(product + " of one's own", ""));
    String found = "the platform's " + host.setting() + " is " + host.host();
    if (usage == null) {
      add(part, origin, found, 0, "no cluster to count on");
      return;
    }
    int all = usage.environments().size();
    add(part, origin, found, all, all + (all == 1 ? " environment" : " environments"));
  }

  private void add(Part part, Origin origin, String found, Used used) {
    add(part, origin, found, count(List.of(used)), words(List.of(used)));
  }

  private void add(Part part, Origin origin, String found, int dependents, String used) {
    rows.add(
        new LockIn(
            part.title(),
            origin.product(),
            origin.vendor(),
            found,
            dependents,
            used,
            origin.isVendors() ? part.counterpart() : "",
            origin.isVendors() ? part.move() : ""));
  }

  private static int count(List<Used> all) {
    return all.stream()
        .mapToInt(used -> used.kinds().values().stream().mapToInt(Integer::intValue).sum())
        .sum();
  }

  private static String words(List<Used> all) {
    Map<String, Integer> kinds = new TreeMap<>();
    Set<String> namespaces = new TreeSet<>();
    for (Used used : all) {
      used.kinds().forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
      namespaces.addAll(used.namespaces());
    }
    if (kinds.isEmpty()) {
      return "nothing of the environments";
    }
    List<String> words = new ArrayList<>();
    kinds.forEach((kind, count) -> words.add(count + " " + kind));
    return String.join(", ", words)
        + " in "
        + namespaces.size()
        + (namespaces.size() == 1 ? " namespace" : " namespaces");
  }

  private static String bare(String host) {
    return host.replaceFirst(":\\d+$", "");
  }
}
