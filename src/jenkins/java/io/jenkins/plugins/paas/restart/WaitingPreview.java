package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasPreview}: its body runs while the controller restarts. */
final class WaitingPreview extends WaitingProvision {

  @Override
  String script() {
    return "paasPreview(environment: 'pr-7', config: [k: 'v']) { echo 'in the body'\n sleep 8 }";
  }

  @Override
  String waits() {
    return "in the body";
  }

  @Override
  void release() {}

  @Override
  String ends() {
    return "namespace shop-pr-7 is gone";
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    assertEquals(1, count(run, "[paas:preview] namespace shop-pr-7 ready for the body"));
    assertEquals(1, front.count("DELETE", "/api/v1/namespaces/shop-pr-7"));
    assertNull(client.namespaces().withName("shop-pr-7").get());
  }
}
