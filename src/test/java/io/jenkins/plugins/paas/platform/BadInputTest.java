package io.jenkins.plugins.paas.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.testing.ServerKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What an administrator may type wrong, field by field. */
public class BadInputTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final RegistryTarget.DescriptorImpl registry = new RegistryTarget.DescriptorImpl();
  private final ClusterTarget.DescriptorImpl cluster = new ClusterTarget.DescriptorImpl();

  private static void is(FormValidation.Kind kind, String part, FormValidation answer) {
    assertEquals(answer.toString(), kind, answer.kind);
    assertTrue(answer.renderHtml(), answer.renderHtml().contains(part));
  }

  @Test
  public void aUrlThatIsNoneIsRefusedOnThePageAndInCode() {
    for (String bad :
        List.of("registry", "registry:5000", "ftp://x", "https://u:pw@x", "https://x?y=z", "a b")) {
      is(FormValidation.Kind.ERROR, "", registry.doCheckUrl(bad));
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> new RegistryTarget(bad));
      assertFalse(refusal.toString(), refusal.toString().contains("pw"));
    }
    is(FormValidation.Kind.WARNING, "Without TLS", registry.doCheckUrl("http://registry:5000"));
    is(FormValidation.Kind.OK, "", registry.doCheckUrl("http://127.0.0.1:5000"));
    is(FormValidation.Kind.ERROR, "", new SpinnakerTarget.DescriptorImpl().doCheckDeckUrl("deck"));
    is(FormValidation.Kind.OK, "", new SpinnakerTarget.DescriptorImpl().doCheckDeckUrl(""));
  }

  /** What an earlier version saved is read whatever it is, so that it can be corrected. */
  @Test
  public void aUrlThatWasSavedBeforeIsStillRead() throws Exception {
    Platform platform = new Platform("old");
    platform.setRegistry(new RegistryTarget("http://registry:5000"));
    PaasConfiguration.get().setPlatforms(List.of(platform));
    Path file =
        rule.jenkins.getRootDir().toPath().resolve(PaasConfiguration.class.getName() + ".xml");
    String saved = Files.readString(file);
    Files.writeString(file, saved.replace("http://registry:5000", "registry:5000"));
    assertEquals(
        "registry:5000", new PaasConfiguration().getPlatforms().get(0).getRegistry().getUrl());
  }

  @Test
  public void aCaMustBeACertificateOfToday() throws Exception {
    is(FormValidation.Kind.OK, "", registry.doCheckCaCertificate(" "));
    is(FormValidation.Kind.ERROR, "PEM", registry.doCheckCaCertificate("certificate"));
    is(
        FormValidation.Kind.ERROR,
        "PEM",
        registry.doCheckCaCertificate(
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"));
    ServerKeys keys = ServerKeys.make(folder.newFolder().toPath(), "-1H", 90);
    is(FormValidation.Kind.OK, "", registry.doCheckCaCertificate(keys.ca()));
    ServerKeys expired = ServerKeys.make(folder.newFolder().toPath(), "-40d", 30);
    String server = Files.readString(expired.certificate());
    is(FormValidation.Kind.ERROR, "expired on 20", registry.doCheckCaCertificate(server));
    ServerKeys ending = ServerKeys.make(folder.newFolder().toPath(), "-1H", 8);
    is(
        FormValidation.Kind.WARNING,
        "ends in 7 days",
        registry.doCheckCaCertificate(Files.readString(ending.certificate())));
  }

  @Test
  public void aCredentialMustBeThereAndOfAKindThatCanBeSent() throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new FileCredentialsImpl(
                CredentialsScope.GLOBAL, "file", "", "config", SecretBytes.fromString("AAAA")));
    is(FormValidation.Kind.ERROR, "no such", registry.doCheckCredentialsId("gone"));
    is(FormValidation.Kind.ERROR, "secret text", registry.doCheckCredentialsId("file"));
    is(FormValidation.Kind.ERROR, "secret text", registry.doCheckPullCredentialsId("file"));
    is(FormValidation.Kind.OK, "", cluster.doCheckCredentialsId("file"));
    is(FormValidation.Kind.ERROR, "no such", cluster.doCheckCloud("moon"));
  }

  @Test
  public void foldersThatDoNotExistAreNamed() throws Exception {
    WorkflowJob job = rule.createProject(WorkflowJob.class);
    Platform.DescriptorImpl platform = new Platform.DescriptorImpl();
    is(FormValidation.Kind.OK, "", platform.doCheckAllowedFoldersText(job.getFullName() + "\n"));
    is(FormValidation.Kind.OK, "", platform.doCheckAllowedFoldersText(null));
    is(
        FormValidation.Kind.WARNING,
        "no folder or job teams/shop, ops",
        platform.doCheckAllowedFoldersText("teams/shop\n" + job.getFullName() + "\n ops "));
  }

  @Test
  public void namesAndPatternsFollowTheirGrammar() {
    Platform.DescriptorImpl platform = new Platform.DescriptorImpl();
    is(FormValidation.Kind.ERROR, "63", platform.doCheckName("Staging_1"));
    is(FormValidation.Kind.ERROR, "${application}", cluster.doCheckNamespacePattern("a_${x}"));
    is(FormValidation.Kind.OK, "", cluster.doCheckNamespacePattern("p-${application}"));
    FileSdRegistration.DescriptorImpl files = new FileSdRegistration.DescriptorImpl();
    is(FormValidation.Kind.ERROR, "absolute", files.doCheckDirectory("targets"));
    is(FormValidation.Kind.WARNING, "Not there", files.doCheckRulesDirectory("/does/not/exist"));
  }

  /** Without users of builds the folder list alone decides, which administrators should know. */
  @Test
  public void theMonitorSpeaksWhereThereIsAPlatform() {
    BuildUserMonitor monitor = new BuildUserMonitor();
    PaasConfiguration.get().setPlatforms(List.of());
    assertFalse(monitor.isActivated());
    PaasConfiguration.get().setPlatforms(List.of(new Platform("a")));
    assertTrue(monitor.isActivated());
  }
}
