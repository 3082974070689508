package io.jenkins.plugins.paas.monitoring.bench;

import com.sun.management.ThreadMXBean;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.monitoring.SdServer;
import io.jenkins.plugins.paas.monitoring.prometheus.AskingPrometheus;
import io.jenkins.plugins.paas.monitoring.prometheus.HttpSdStore;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetGroup;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.Median;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Many registered targets: what the document costs, what one more costs, and whether a real
 * Prometheus has them all. Arguments: targets, directory for files.
 */
public final class TargetsBench {

  private static final int WARM_UP = 200;
  private static final int RUNS = 101;
  private static final int REFRESH_SECONDS = 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private TargetsBench() {}

  public static void main(String[] arguments) throws Exception {
    int targets = Integer.parseInt(arguments[0]);
    Path directory = Path.of(arguments[1]);
    Path file = Files.writeString(directory.resolve("staging.json"), document(targets));
    HttpSdStore store = new HttpSdStore(file);
    store.load();
    register(store, targets);
    serve(store);
    discover(store, targets, directory);
  }

  // an application a hundred registrations, one target each: the most groups that there can be
  private static TargetGroup group(int i) {
    return TargetGroup.of(
        "space-" + i / 100 + "/service-" + i,
        List.of("127.0.0.1:" + (1 + i % 60_000)),
        "/metrics/" + i,
        Map.of("application", "app-" + i % 100, "service", "service-" + i));
  }

  // as the store writes it; registering them one by one would take longer than what is measured
  private static String document(int targets) {
    StringBuilder all = new StringBuilder("[");
    for (int i = 0; i < targets; i++) {
      all.append(i == 0 ? "\n" : ",\n")
          .append("{\"targets\":[\"127.0.0.1:")
          .append(1 + i % 60_000)
          .append("\"],\"labels\":{\"__meta_paas_application\":\"app-")
          .append(i % 100)
          .append("\",\"__meta_paas_registration\":\"space-")
          .append(i / 100)
          .append("/service-")
          .append(i)
          .append("\",\"__metrics_path__\":\"/metrics/")
          .append(i)
          .append("\",\"application\":\"app-")
          .append(i % 100)
          .append("\",\"service\":\"service-")
          .append(i)
          .append("\"}}");
    }
    return all.append("\n]").toString();
  }

  /** One more, and away again, so that the number stays. */
  private static void register(HttpSdStore store, int targets) throws Exception {
    double[] millis = new double[RUNS];
    double[] cpu = new double[RUNS];
    for (int i = -WARM_UP; i < RUNS; i++) {
      long start = System.nanoTime();
      long cpuStart = THREADS.getCurrentThreadCpuTime();
      store.register("app-0", group(targets));
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
        cpu[i] = (THREADS.getCurrentThreadCpuTime() - cpuStart) / 1e6;
      }
      store.unregister("app-0", "space-" + targets / 100 + "/service-" + targets);
    }
    System.out.printf(
        Locale.ROOT,
        "targets=%d register_ms=%.2f register_cpu_ms=%.2f%n",
        targets,
        Median.of(millis),
        Median.of(cpu));
  }

  private static void serve(HttpSdStore store) throws Exception {
    double[] cpu = new double[RUNS];
    double[] mib = new double[RUNS];
    int[] next = {-WARM_UP};
    try (SdServer server =
            new SdServer(
                store,
                answer -> {
                  long thread = Thread.currentThread().getId();
                  long before = THREADS.getThreadAllocatedBytes(thread);
                  long start = THREADS.getCurrentThreadCpuTime();
                  answer.give();
                  if (next[0] >= 0 && next[0] < RUNS) {
                    cpu[next[0]] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
                    mib[next[0]] =
                        (THREADS.getThreadAllocatedBytes(thread) - before) / (1024.0 * 1024);
                  }
                  next[0]++;
                });
        HttpCaller caller = HttpCaller.to(HttpEndpoint.at(server.uri()).build())) {
      int bytes = 0;
      for (int i = -WARM_UP; i < RUNS; i++) {
        bytes = caller.send(HttpCall.get()).requireSuccess().bodyBytes().length;
      }
      System.out.printf(
          Locale.ROOT,
          "bytes=%d serve_ms=%.2f serve_mib=%.2f document_mib=%.2f%n",
          bytes,
          Median.of(cpu),
          Median.of(mib),
          bytes / (1024.0 * 1024));
    }
  }

  private static void discover(HttpSdStore store, int targets, Path directory) throws Exception {
    try (SdServer server = new SdServer(store);
        AskingPrometheus prometheus =
            AskingPrometheus.start(directory, server.uri(), REFRESH_SECONDS, 3600);
        HttpCaller caller =
            HttpCaller.to(HttpEndpoint.at(prometheus.uri()).maxBodyBytes(256L << 20).build())) {
      long start = System.nanoTime();
      await(caller, targets);
      System.out.printf(
          Locale.ROOT,
          "discovered_s=%.1f refresh_s=%d%n",
          (System.nanoTime() - start) / 1e9,
          REFRESH_SECONDS);
      start = System.nanoTime();
      store.register("app-0", group(targets));
      await(caller, targets + 1);
      System.out.printf(
          Locale.ROOT, "one_more_discovered_s=%.1f%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private static void await(HttpCaller caller, int wanted) throws Exception {
    Await.until(
        Duration.ofSeconds(120),
        () ->
            caller
                .send(HttpCall.get("api", "v1", "targets").query("state", "active"))
                .requireSuccess()
                .json()
                .path("data")
                .path("activeTargets")
                .size(),
        count -> count == wanted,
        () -> "Prometheus should have " + wanted);
  }
}
