package io.jenkins.plugins.paas.platform.bench;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.sun.management.OperatingSystemMXBean;
import hudson.util.Secret;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformAudit;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.step.LockInResult;
import io.jenkins.plugins.paas.step.ReadinessReport;
import io.jenkins.plugins.paas.testing.OnController;
import io.jenkins.plugins.paas.testing.SampleCluster;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/**
 * Checks a platform whose cluster is a {@link LargeCluster}, through a counting proxy the first
 * time, then so often without. Arguments: address, runs. To be run with a small heap.
 */
public final class CheckBench {

  private CheckBench() {}

  public static void main(String[] arguments) throws Exception {
    URI api = URI.create(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    OnController.run(jenkins -> measure(api, runs));
  }

  private static void measure(URI api, int runs) throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "token", "", Secret.fromString(SampleCluster.TOKEN)));
    long requests;
    try (FaultyServer counted = FaultyServer.inFrontOf(api)) {
      audit(platform(counted.uri()));
      requests = counted.requests().size();
    }
    Platform platform = platform(api);
    double[] seconds = new double[runs];
    double[] cpu = new double[runs]; // tells what a loaded machine adds
    ReadinessReport report = null;
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      long used = cpuNanos();
      report = audit(platform);
      cpu[i] = (cpuNanos() - used) / 1e9;
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    Arrays.sort(cpu);
    long counted =
        report.getLockIn().stream()
            .filter(part -> part.getComponent().equals("Nodes"))
            .mapToLong(LockInResult::getDependents)
            .sum();
    System.out.printf(
        Locale.ROOT,
        "runs=%d check_s=%.2f slowest_s=%.2f requests=%d objects=%d cpu_s=%.2f max_heap_mib=%d%n",
        runs,
        seconds[runs / 2],
        seconds[runs - 1],
        requests,
        counted,
        cpu[runs / 2],
        Runtime.getRuntime().maxMemory() >> 20);
    report.getChecks().forEach(c -> System.out.println(c + ", " + c.getDurationMillis() + " ms"));
    dead(platform);
  }

  private static Platform platform(URI api) {
    ClusterTarget target = new ClusterTarget(api.toString());
    target.setCredentialsId("token");
    Platform platform = new Platform("large");
    platform.setCluster(target);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    return platform;
  }

  private static ReadinessReport audit(Platform platform) throws InterruptedException {
    return PlatformAudit.of(platform, CheckContext.controller());
  }

  /** A Prometheus that never answers costs its own time-out. */
  private static void dead(Platform platform) throws Exception {
    try (FaultyServer silent = FaultyServer.start(request -> FaultyServer.silent())) {
      platform.setPrometheus(new PrometheusTarget(silent.uri().toString()));
      long start = System.nanoTime();
      audit(platform);
      System.out.printf(
          Locale.ROOT, "with_a_dead_target_s=%.2f%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
