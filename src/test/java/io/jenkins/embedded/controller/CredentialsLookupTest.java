package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.nio.file.Files;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class CredentialsLookupTest {
  @Rule public final JenkinsRule j = new JenkinsRule();
  private WorkflowJob job;

  @Before
  public void add() throws Exception {
    job = j.createProject(WorkflowJob.class);
    List<com.cloudbees.plugins.credentials.Credentials> all =
        SystemCredentialsProvider.getInstance().getCredentials();
    all.add(
        new UsernamePasswordCredentialsImpl(
            CredentialsScope.GLOBAL, "login", "Registry", "u", "pass"));
    all.add(
        new StringCredentialsImpl(
            CredentialsScope.SYSTEM, "token", "", Secret.fromString("s3cret")));
  }

  @Test
  public void runSeesGlobalOnesOfTheTypeAlone() throws Exception {
    WorkflowRun run = new WorkflowRun(job);
    StandardUsernamePasswordCredentials found =
        CredentialsProvider.findCredentialById(
            "login", StandardUsernamePasswordCredentials.class, run);
    assertEquals("pass", found.getPassword().getPlainText());
    assertNull(CredentialsProvider.findCredentialById("login", StringCredentials.class, run));
    assertNull(
        "SYSTEM scope",
        CredentialsProvider.findCredentialById("token", StringCredentials.class, run));
  }

  @Test
  public void controllerSeesSystemScope() {
    assertEquals(
        1,
        CredentialsProvider.lookupCredentialsInItemGroup(
                StringCredentials.class, j.jenkins, ACL.SYSTEM2, List.of())
            .size());
  }

  @Test
  public void listOffersWhatAnItemMayUseAndKeepsTheCurrentValue() {
    ListBoxModel model =
        new StandardListBoxModel()
            .includeEmptyValue()
            .includeMatchingAs(
                ACL.SYSTEM2,
                job,
                StandardCredentials.class,
                List.of(),
                CredentialsMatchers.always())
            .includeCurrentValue("gone");
    assertEquals("[- none -=, login (Registry)=login, - current -=gone]", model.toString());
  }

  @Test
  public void secretsAreWrittenEncryptedAndReadBack() throws Exception {
    SystemCredentialsProvider.getInstance().save();
    String xml = Files.readString(SystemCredentialsProvider.getConfigFile().getFile().toPath());
    assertFalse(xml, xml.contains("pass<") || xml.contains("s3cret"));

    SystemCredentialsProvider read = new SystemCredentialsProvider();
    StringCredentials token = (StringCredentials) read.getCredentials().get(1);
    assertEquals("s3cret", token.getSecret().getPlainText());
    assertTrue(xml.contains("<id>login</id>"));
  }
}
