package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.PlatformAudit;
import io.jenkins.plugins.paas.step.CheckResult;
import org.junit.Test;

/** How Gate is found to stand. */
public class GateCheckTest extends GateBuilds {

  private static CheckResult gate() throws Exception {
    return PlatformAudit.of(
            PaasConfiguration.get().getPlatforms().get(0), CheckContext.controller())
        .getChecks()
        .stream()
        .filter(c -> c.getComponent().equals("Spinnaker (Gate)"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void whoTheCredentialIsAndWhatItSeesIsSaid() throws Exception {
    CheckResult ready = gate();
    assertEquals(ready.getEvidence(), "ready", ready.getOutcome());
    assertTrue(ready.getEvidence(), ready.getEvidence().contains("knows the credential as "));
    assertTrue(ready.getEvidence(), ready.getEvidence().contains("1 application"));
  }

  @Test
  public void aWrongCredentialIsAFlaw() throws Exception {
    SystemCredentialsProvider.getInstance().getCredentials().clear();
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "gate", "", "jenkins", "not-the-token"));
    CheckResult wrong = gate();
    assertEquals(wrong.getEvidence(), "degraded", wrong.getOutcome());
  }

  @Test
  public void aGateThatIsStoppedIsMissing() throws Exception {
    gate.close();
    assertEquals("missing", gate().getOutcome());
  }
}
