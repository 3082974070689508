package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.Map;
import org.junit.Test;

/** What each status of Spinnaker comes to for whoever waits. */
public class ExecutionOutcomeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  public void everyStatusHasAnOutcome() throws Exception {
    Map<ExecutionStatus, ExecutionStatus.Outcome> expected = new EnumMap<>(ExecutionStatus.class);
    expected.put(ExecutionStatus.NOT_STARTED, ExecutionStatus.Outcome.WAITING);
    expected.put(ExecutionStatus.RUNNING, ExecutionStatus.Outcome.WAITING);
    expected.put(ExecutionStatus.PAUSED, ExecutionStatus.Outcome.WAITING);
    expected.put(ExecutionStatus.SUSPENDED, ExecutionStatus.Outcome.WAITING);
    expected.put(ExecutionStatus.REDIRECT, ExecutionStatus.Outcome.WAITING);
    expected.put(ExecutionStatus.BUFFERED, ExecutionStatus.Outcome.WAITING);
    expected.put(ExecutionStatus.UNKNOWN, ExecutionStatus.Outcome.WAITING);
    expected.put(ExecutionStatus.SUCCEEDED, ExecutionStatus.Outcome.SUCCESS);
    expected.put(ExecutionStatus.SKIPPED, ExecutionStatus.Outcome.SUCCESS);
    expected.put(ExecutionStatus.FAILED_CONTINUE, ExecutionStatus.Outcome.UNSTABLE);
    expected.put(ExecutionStatus.TERMINAL, ExecutionStatus.Outcome.FAILURE);
    expected.put(ExecutionStatus.STOPPED, ExecutionStatus.Outcome.FAILURE);
    expected.put(ExecutionStatus.CANCELED, ExecutionStatus.Outcome.CANCELED);
    Map<ExecutionStatus, ExecutionStatus.Outcome> seen = new EnumMap<>(ExecutionStatus.class);
    for (ExecutionStatus status : ExecutionStatus.values()) {
      seen.put(status, execution("'status':'" + status + "'").outcome());
    }
    assertEquals(expected, seen);
  }

  @Test
  public void aStatusOfALaterSpinnakerIsWaitedOnUnderItsOwnName() throws Exception {
    Execution execution = execution("'status':'HIBERNATING'");
    assertEquals(ExecutionStatus.Outcome.WAITING, execution.outcome());
    assertEquals("HIBERNATING", execution.statusText());
  }

  @Test
  public void stagesThatFailedOnTheWayMakeASuccessUnstable() throws Exception {
    for (String status : new String[] {"FAILED_CONTINUE", "STOPPED"}) {
      Execution execution = execution("'status':'SUCCEEDED','stages':[" + stage(status) + "]");
      assertEquals(status, ExecutionStatus.Outcome.UNSTABLE, execution.outcome());
    }
    Execution skipped = execution("'status':'SUCCEEDED','stages':[" + stage("SKIPPED") + "]");
    assertEquals(ExecutionStatus.Outcome.SUCCESS, skipped.outcome());
  }

  @Test
  public void theStatusDecidesAndNotTheFlagOfALateCancel() throws Exception {
    Execution execution = execution("'status':'SUCCEEDED','canceled':true,'canceledBy':'anna'");
    assertEquals(ExecutionStatus.Outcome.SUCCESS, execution.outcome());
    assertFalse(execution.isSuperseded());
  }

  @Test
  public void onlyWhatMovedOrTellsItsRolloutIsReadAgain() throws Exception {
    Execution running = execution("'status':'RUNNING','stages':[" + stage("RUNNING") + "]");
    String seen = running.fingerprint();
    assertTrue(running.isAsBefore(seen));
    assertFalse("never read", running.isAsBefore(null));
    assertFalse(
        "a stage moved on",
        execution("'status':'RUNNING','stages':[" + stage("SUCCEEDED") + "]").isAsBefore(seen));
    Execution rollout =
        execution(
            "'status':'RUNNING','stages':[{'id':'s','refId':'1','type':'deployManifest',"
                + "'status':'RUNNING','startTime':1}]");
    assertFalse("its texts are awaited", rollout.isAsBefore(rollout.fingerprint()));
    Execution ended = execution("'status':'TERMINAL'");
    assertFalse("the end is always read", ended.isAsBefore(ended.fingerprint()));
  }

  private static String stage(String status) {
    return "{'id':'s','refId':'1','type':'wait','name':'Wait','status':'" + status + "'}";
  }

  private static Execution execution(String fields) throws Exception {
    return Execution.of(
        JSON.readTree(("{'id':'01','application':'shop'," + fields + "}").replace('\'', '"')));
  }
}
