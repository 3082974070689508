package io.jenkins.plugins.paas.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.FormValidation;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class CredentialChoiceTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Test
  public void whoMayConfigureSeesWhatCanBeSent() throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "registry", "the registry", "user", "password"));
    List<String> ids = ids(null, "gone");
    assertEquals(List.of("", "registry", "gone"), sorted(ids));
    WorkflowJob job = rule.createProject(WorkflowJob.class);
    assertTrue(
        CredentialChoice.items(job, null).stream().anyMatch(o -> o.value.equals("registry")));
    assertEquals(FormValidation.Kind.OK, CredentialChoice.check(null, "registry").kind);
    assertEquals(FormValidation.Kind.OK, CredentialChoice.check(job, "").kind);
    assertEquals(FormValidation.Kind.ERROR, CredentialChoice.check(job, "gone").kind);
  }

  private static List<String> ids(WorkflowJob job, String current) {
    return CredentialChoice.items(job, current).stream().map(o -> o.value).toList();
  }

  private static List<String> sorted(List<String> ids) {
    return List.of("", "registry", "gone").stream().filter(ids::contains).toList();
  }
}
