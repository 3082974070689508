package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.wait.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/** Whatever goes wrong once, wherever: one execution is started, judged and ended. */
public class FaultTableTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Which requests the fault meets. */
  private static final Map<String, String[]> ACTIONS = new LinkedHashMap<>();

  private static final Map<String, FaultyServer.Fault> FAULTS = new LinkedHashMap<>();

  static {
    ACTIONS.put("trigger", new String[] {"POST", "/pipelines/shop/p"});
    ACTIONS.put("poll", new String[] {"GET", "/executions?"});
    ACTIONS.put("cancel", new String[] {"PUT", "/cancel"});
    ACTIONS.put("judge", new String[] {"PATCH", "/stages/"});
    FAULTS.put("reset before", FaultyServer.resetBefore());
    FAULTS.put("reset after", FaultyServer.resetAfter());
    FAULTS.put("429", FaultyServer.answer(429, "{\"message\":\"slow down\"}", "Retry-After", "1"));
    FAULTS.put("500", FaultyServer.answer(500, "{\"message\":\"broken\"}"));
    FAULTS.put("503", FaultyServer.answer(503, "{\"message\":\"shed\"}", "Retry-After", "1"));
    FAULTS.put("slow", FaultyServer.silent());
    FAULTS.put("slow after", FaultyServer.silentAfter());
    FAULTS.put("empty 200", FaultyServer.answer(200, ""));
  }

  @Test
  public void oneExecutionWhateverFails() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    Map<String, Future<String>> cases = new LinkedHashMap<>();
    for (String action : ACTIONS.keySet()) {
      for (String fault : FAULTS.keySet()) {
        cases.put(action + "," + fault, threads.submit(() -> run(action, fault)));
      }
    }
    List<String> wrong = new ArrayList<>();
    StringBuilder table = new StringBuilder("executions started, by action and fault\n");
    for (Map.Entry<String, Future<String>> e : cases.entrySet()) {
      String outcome = e.getValue().get();
      table.append(String.format("  %-22s %s%n", e.getKey(), outcome));
      if (!outcome.equals("1 CANCELED")) {
        wrong.add(e.getKey() + ": " + outcome);
      }
    }
    threads.shutdown();
    System.out.print(table);
    assertEquals(List.of(), wrong);
    assertEquals(ACTIONS.size() * FAULTS.size(), cases.size());
  }

  private static String run(String action, String fault) throws Exception {
    try (EmbeddedGate server = new EmbeddedGate(null, null, "run-token");
        FaultyServer proxy = FaultyServer.inFrontOf(server.uri());
        GateClient gate =
            GateClient.to(
                HttpEndpoint.at(proxy.uri())
                    .authentication(Authentication.basic("jenkins", () -> "run-token"))
                    .requestTimeout(Duration.ofSeconds(1))
                    .connectTimeout(Duration.ofSeconds(1))
                    .build())) {
      server.application("shop", "shop@example.com");
      server.pipeline(
          JSON.readTree(
              ("{'application':'shop','name':'p','stages':[{'type':'manualJudgment','refId':'1'},"
                      + "{'type':'wait','refId':'2','requisiteStageRefIds':['1'],'waitTime':600}]}")
                  .replace('\'', '"')));
      proxy.only(ACTIONS.get(action)[0], ACTIONS.get(action)[1]).then(FAULTS.get(fault));
      Deadline deadline = Deadline.after(Duration.ofSeconds(60));
      Patience patience = new Patience(deadline, message -> {});
      Handover handover = new Handover(gate, message -> {});
      ExecutionWatch watch = new ExecutionWatch(gate, Clock.systemUTC());
      PipelineConfig pipeline = handover.find("shop", "p", deadline);
      String id = handover.start(pipeline, new TriggerRequest("key"), deadline).executionId();
      Execution execution = gate.execution(id);
      while (execution.awaitedJudgments().isEmpty()) {
        patience.await(() -> watch.peek(id));
        execution = gate.execution(id);
      }
      patience.await(() -> watch.peek(id)); // polled at least once, whatever was faster
      while (!execution.awaitedJudgments().isEmpty() && !deadline.expired()) {
        String stage = execution.awaitedJudgments().get(0).id();
        execution =
            patience.await(() -> gate.judge(id, stage, new Judgment("continue", null, null)));
      }
      while (!execution.isComplete() && !deadline.expired()) {
        patience.await(
            () -> {
              gate.cancel(id, "enough");
              return id;
            });
        execution = gate.execution(id);
      }
      if (proxy.count(ACTIONS.get(action)[0], ACTIONS.get(action)[1]) == 0) {
        return "the fault was never met";
      }
      return server.executionsStarted() + " " + execution.status();
    }
  }
}
