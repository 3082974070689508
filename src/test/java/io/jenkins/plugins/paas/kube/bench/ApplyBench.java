package io.jenkins.plugins.paas.kube.bench;

import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.Manifest;
import io.jenkins.plugins.paas.kube.ManifestReader;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.Outcome;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import io.jenkins.plugins.paas.testing.Commands;
import io.jenkins.plugins.paas.testing.Median;
import io.jenkins.plugins.paas.testing.RealKubernetes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Compares with {@code kubectl apply --server-side -f DIR}: first apply of some objects into a new
 * namespace, then the same again, in turns; and with bare patches, which are as fast as the API
 * server is. Arguments: runs, objects, directory for files.
 */
public final class ApplyBench {

  private static final int PER_FILE = 50;
  private static final int PLANS = 40; // until the JVM compiles no more
  private static final int APPLIES = 10;
  private static final int SETTLE_SECONDS = 60;

  private final KubeSession session;
  private final Path directory;
  private final int objects;
  private final List<String> namespaces = new ArrayList<>();

  private ApplyBench(KubeSession session, Path directory, int objects) {
    this.session = session;
    this.directory = directory;
    this.objects = objects;
  }

  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[0]);
    int objects = Integer.parseInt(arguments[1]);
    Path directory = Path.of(arguments[2]);
    RealKubernetes cluster = RealKubernetes.require();
    Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
    try (KubeClients clients = new KubeClients(Clock.systemUTC());
        KubeSession session = clients.open(cluster.access())) {
      new ApplyBench(session, directory, objects).run(runs);
    }
  }

  private void run(int runs) throws Exception {
    double[][] seconds = new double[5][runs];
    try {
      // kubectl cannot apply a definition and its objects at once, so it is there for both
      Path definition = Files.writeString(directory.resolve("crd.yaml"), ManyObjects.definition());
      kubectl("apply", "--server-side", "-f", definition.toString());
      apply(ManyObjects.definition(), Outcome.UNCHANGED);
      warmUp();
      for (int i = 0; i < runs; i++) {
        Path theirs = files();
        Path ours = files();
        seconds[0][i] = kubectl("apply", "--server-side", "-f", theirs.toString());
        settle(theirs);
        seconds[1][i] = apply(ours, Outcome.CREATED);
        settle(ours);
        Path bare = files();
        List<String> patches = new BareApply(session, bare).command(read(bare));
        seconds[4][i] = Commands.run(patches);
        settle(bare);
        seconds[2][i] = kubectl("apply", "--server-side", "-f", theirs.toString());
        seconds[3][i] = apply(ours, Outcome.UNCHANGED);
        System.out.printf(
            Locale.ROOT,
            "run %d: first kubectl %.2f s, paas %.2f s, bare %.2f s; again kubectl %.2f s, paas"
                + " %.3f s%n",
            i + 1,
            seconds[0][i],
            seconds[1][i],
            seconds[4][i],
            seconds[2][i],
            seconds[3][i]);
      }
    } finally {
      for (String namespace : namespaces) {
        session.delete(new ObjectRef("v1", "Namespace", "", namespace));
      }
      session.delete(
          new ObjectRef(
              "apiextensions.k8s.io/v1", "CustomResourceDefinition", "", ManyObjects.DEFINITION));
    }
    double[] median = Arrays.stream(seconds).mapToDouble(Median::of).toArray();
    System.out.printf(
        Locale.ROOT,
        "objects=%d runs=%d kubectl_first_s=%.2f first_s=%.2f bare_s=%.2f kubectl_again_s=%.2f"
            + " again_s=%.3f%nratio_first=%.2f ratio_bare=%.2f ratio_again=%.3f%n",
        objects,
        runs,
        median[0],
        median[1],
        median[4],
        median[2],
        median[3],
        median[1] / median[0],
        median[1] / median[4],
        median[3] / median[2]);
  }

  /** A controller's JVM has run for days. */
  private void warmUp() throws Exception {
    Path planned = files();
    for (int i = 0; i < PLANS; i++) {
      plan(planned);
    }
    for (int i = 0; i < APPLIES; i++) {
      Path applied = files();
      apply(applied, Outcome.CREATED);
      apply(applied, Outcome.UNCHANGED);
      settle(applied);
    }
  }

  /** The controllers follow an apply for a while; the next one is measured without them. */
  private void settle(Path files) throws Exception {
    String namespace = files.getFileName().toString();
    // of this namespace alone: all of them would fill the API server's heap
    for (int i = 0; i < SETTLE_SECONDS; i++) {
      boolean followed =
          session.list(session.types().require("apps/v1", "Deployment"), namespace, "").stream()
              .noneMatch(one -> one.text("status", "observedGeneration").isEmpty());
      Thread.sleep(1000);
      if (followed) {
        return;
      }
    }
    throw new IOException("the controllers did not settle within " + SETTLE_SECONDS + " s");
  }

  private Path files() throws Exception {
    String namespace = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    namespaces.add(namespace);
    kubectl("create", "namespace", namespace);
    Path files = Files.createDirectory(directory.resolve(namespace));
    List<String> documents = ManyObjects.documents(objects, namespace);
    for (int from = 0; from < documents.size(); from += PER_FILE) {
      Files.writeString(
          files.resolve("part-%03d.yaml".formatted(from / PER_FILE)),
          String.join(
              "---\n", documents.subList(from, Math.min(documents.size(), from + PER_FILE))));
    }
    return files;
  }

  private double kubectl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of("--kubeconfig", directory.resolve("kubeconfig").toString()));
    command.addAll(List.of(arguments));
    return Commands.run(command);
  }

  /** Reads the files as well, since kubectl does. */
  private double apply(Path files, Outcome expected) throws Exception {
    long start = System.nanoTime();
    check(new ServerSideApply(session, false, false, a -> {}).apply(read(files)), expected);
    return (System.nanoTime() - start) / 1e9;
  }

  /** A dry run: the same requests, which leave the cluster's controllers nothing to do. */
  private void plan(Path files) throws Exception {
    new ServerSideApply(session, false, true, a -> {}).apply(read(files));
  }

  private static List<KubeObject> read(Path files) throws Exception {
    List<KubeObject> all = new ArrayList<>();
    try (Stream<Path> list = Files.list(files)) {
      for (Path file : list.sorted().toList()) {
        ManifestReader.read(Files.readString(file), file.toString()).stream()
            .map(Manifest::object)
            .forEach(all::add);
      }
    }
    return all;
  }

  private void apply(String text, Outcome ignored) throws Exception {
    new ServerSideApply(session, false, false, a -> {})
        .apply(ManifestReader.read(text, "crd").stream().map(Manifest::object).toList());
  }

  private void check(List<Applied> applied, Outcome expected) {
    long as = applied.stream().filter(a -> a.outcome() == expected).count();
    // the definition was there before
    if (applied.size() != objects || as < objects - 1) {
      throw new IllegalStateException(as + " of " + applied.size() + " are " + expected);
    }
  }
}
