package io.jenkins.plugins.paas.kube.bench;

import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestReader;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.Outcome;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import io.jenkins.plugins.paas.testing.RealKubernetes;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Applies very many objects at once, then the same again; to be run with a small heap. Argument:
 * how many objects. Prints {@code created= unchanged= peak_heap_mib=}, and fails when one is lost.
 */
public final class HugeApply {

  private HugeApply() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    String namespace = "huge-" + UUID.randomUUID().toString().substring(0, 8);
    try (KubeClients clients = new KubeClients(Clock.systemUTC());
        KubeSession session = clients.open(RealKubernetes.require().access())) {
      List<KubeObject> objects = new ArrayList<>();
      String own = "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace);
      objects.add(ManifestReader.read(own, "namespace").get(0).object());
      for (String document : ManyObjects.documents(count - 1, namespace)) {
        objects.add(ManifestReader.read(document, "bench").get(0).object());
      }
      try {
        long start = System.nanoTime();
        long created = count(session, objects, Outcome.CREATED);
        long between = System.nanoTime();
        long unchanged = count(session, objects, Outcome.UNCHANGED);
        long end = System.nanoTime();
        System.out.printf(
            Locale.ROOT,
            "objects=%d created=%d unchanged=%d first_s=%.1f again_s=%.1f max_heap_mib=%d"
                + " peak_heap_mib=%d%n",
            objects.size(),
            created,
            unchanged,
            (between - start) / 1e9,
            (end - between) / 1e9,
            Runtime.getRuntime().maxMemory() >> 20,
            peakMebibytes());
        // the definition may have been there before
        if (created < count - 1 || unchanged < count) {
          throw new IllegalStateException("not every object was applied");
        }
      } finally {
        session.delete(new ObjectRef("v1", "Namespace", "", namespace));
        session.delete(
            new ObjectRef(
                "apiextensions.k8s.io/v1", "CustomResourceDefinition", "", ManyObjects.DEFINITION));
      }
    }
  }

  private static long count(KubeSession session, List<KubeObject> objects, Outcome outcome)
      throws Exception {
    List<Applied> applied = new ServerSideApply(session, false, false, a -> {}).apply(objects);
    return applied.stream().filter(a -> a.outcome() == outcome).count();
  }

  private static long peakMebibytes() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        bytes += pool.getPeakUsage().getUsed();
      }
    }
    return bytes >> 20;
  }
}
