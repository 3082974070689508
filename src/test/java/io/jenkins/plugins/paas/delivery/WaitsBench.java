package io.jenkins.plugins.paas.delivery;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import io.jenkins.plugins.paas.step.DeploymentResult;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.OnController;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Many executions awaited at once, by the suite and by a poll loop for each. Arguments: how many,
 * seconds that each takes.
 */
public final class WaitsBench {

  private static final long INTERVAL_MILLIS = 10_000;
  private static final int INTERVALS = 3;
  private static final long SETTLE_MILLIS = 75_000; // idle threads of HTTP clients live a minute

  /** A line for each of a thousand triggers would hide the result. */
  private static final Logger ROOT = Logger.getLogger("io.jenkins.plugins.paas");

  private final int count;
  private final URI gate;
  private final BufferedReader fromGate;
  private final PrintWriter toGate;
  private final Map<String, Long> noticed = new ConcurrentHashMap<>();

  private WaitsBench(int count, Process process) throws IOException {
    this.count = count;
    fromGate =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    toGate = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    gate = URI.create(fromGate.readLine());
  }

  public static void main(String[] arguments) throws Exception {
    ROOT.setLevel(Level.WARNING);
    int count = Integer.parseInt(arguments[0]);
    for (boolean ours : new boolean[] {true, false}) {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-Xmx1g",
                  "-cp",
                  System.getProperty("java.class.path"),
                  WaitsGate.class.getName(),
                  arguments[1])
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        WaitsBench bench = new WaitsBench(count, process);
        if (ours) {
          OnController.run(bench::shared);
        } else {
          bench.loops();
        }
      } finally {
        process.destroy();
      }
    }
  }

  private void shared(JenkinsRule rule) throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "gate", "", "jenkins", WaitsGate.TOKEN));
    SpinnakerTarget target = new SpinnakerTarget(gate.toString());
    target.setCredentialsId("gate");
    Platform platform = new Platform("staging");
    platform.setSpinnaker(target);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    WorkflowJob job = rule.createProject(WorkflowJob.class, "release");
    job.setDefinition(new CpsFlowDefinition("sleep 3600", true));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    Await.until(Duration.ofSeconds(60), run::getExecution, e -> e != null, () -> "a program");
    for (int i = 0; i < 100; i++) {
      Timer.get().submit(() -> {}); // Jenkins has all of these threads at all times
    }
    Measure before = measure();
    CountDownLatch ends = new CountDownLatch(count);
    List<DeployExecution> executions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DeployRequest request = DeployRequest.of(new DeployStep("p"));
      DeployExecution execution =
          new DeployExecution(new WaitsContext(run, i, this::noticed, ends), request);
      executions.add(execution);
      execution.start();
    }
    Await.until(
        Duration.ofMinutes(10),
        () ->
            executions.stream().filter(e -> e.getStatus().contains("Spinnaker execution")).count(),
        started -> started == count,
        () -> "all are started");
    report("shared polls", before, ends);
    run.doStop();
  }

  private void loops() throws Exception {
    GateClient client = client();
    String pipeline = client.pipelineConfigs("shop").get(0).name();
    Measure before = measure();
    CountDownLatch ends = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> loop(client, pipeline, ends), "loop");
      thread.setDaemon(true);
      thread.start();
      TimeUnit.MILLISECONDS.sleep(20); // or the connections are refused
    }
    report("a loop each ", before, ends);
  }

  private void loop(GateClient client, String pipeline, CountDownLatch ends) {
    try {
      String id =
          client.trigger(
              client.pipelineConfigs("shop").stream()
                  .filter(p -> p.name().equals(pipeline))
                  .findFirst()
                  .orElseThrow(),
              Map.of());
      while (!client.execution(id).isComplete()) {
        TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
      }
      noticed.put(id, System.currentTimeMillis());
    } catch (IOException | InterruptedException e) {
      System.out.println("a loop ended: " + e.getMessage());
    } finally {
      ends.countDown();
    }
  }

  private GateClient client() {
    return GateClient.to(
        HttpEndpoint.at(gate)
            .authentication(Authentication.basic("bench", () -> WaitsGate.TOKEN))
            .build());
  }

  private void noticed(DeploymentResult result) {
    noticed.put(result.getId(), System.currentTimeMillis());
  }

  private void report(String name, Measure before, CountDownLatch ends) throws Exception {
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    long first = requests();
    int threads = 0;
    for (int i = 0; i < INTERVALS * 10; i++) {
      TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS / 10);
      threads = Math.max(threads, Thread.activeCount());
    }
    double requests = (requests() - first) / (double) INTERVALS;
    Measure waiting = measure();
    if (ends.getCount() < count) {
      System.out.println("too short: " + (count - ends.getCount()) + " have ended already");
    }
    ends.await();
    long[] lags = lags();
    System.out.printf(
        Locale.ROOT,
        "%s: executions=%d requests_per_interval=%.1f threads=%d heap_kib_each=%.1f"
            + " lag_intervals=%.2f (median %.2f, interval %d s)%n",
        name,
        noticed.size(),
        requests,
        threads - before.threads,
        (waiting.heap - before.heap) / 1024.0 / count,
        lags[lags.length - 1] / (double) INTERVAL_MILLIS,
        lags[lags.length / 2] / (double) INTERVAL_MILLIS,
        INTERVAL_MILLIS / 1000);
  }

  private long[] lags() throws Exception {
    Map<String, Long> ended = new HashMap<>();
    List<String> ids = new ArrayList<>(noticed.keySet());
    try (GateClient client = client()) {
      for (int from = 0; from < ids.size(); from += GateClient.BATCH) {
        List<String> some = ids.subList(from, Math.min(ids.size(), from + GateClient.BATCH));
        for (Execution execution : client.executions(some)) {
          ended.put(execution.id(), execution.endTime());
        }
      }
    }
    long[] lags = ids.stream().mapToLong(id -> noticed.get(id) - ended.get(id)).toArray();
    Arrays.sort(lags);
    return lags;
  }

  private long requests() throws IOException {
    toGate.println();
    return Long.parseLong(fromGate.readLine());
  }

  private record Measure(long heap, int threads) {}

  private static Measure measure() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(200);
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return new Measure(least, Thread.activeCount());
  }
}
