package io.jenkins.plugins.paas.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import hudson.util.FormValidation;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A folder narrows and chooses among what the administrator grants, and grants nothing itself. */
public class FolderPlatformsTest {

  @Rule public final JenkinsRule j = new JenkinsRule();

  private Folder teams;
  private WorkflowJob job;

  @Before
  public void twoPlatforms() throws Exception {
    PaasConfiguration.get().setPlatforms(List.of(new Platform("lab"), new Platform("live")));
    teams = j.createProject(Folder.class, "teams");
    job = teams.createProject(Folder.class, "shop").createProject(WorkflowJob.class, "release");
  }

  @Test
  public void theDefaultIsThatOfTheNearestFolder() throws Exception {
    asksFor("There are several platforms: name one by 'platform'.", "");
    set(teams, List.of(), "lab");
    asksFor("Platform 'lab' has no ", "");
    set((Folder) job.getParent(), List.of(), "live");
    asksFor("Platform 'live' has no ", "");
    asksFor("Platform 'lab' has no ", ", platform: 'lab'");
  }

  @Test
  public void whatOneFolderLeavesOutTheNextCannotGiveBack() throws Exception {
    set(teams, List.of("lab"), null);
    set((Folder) job.getParent(), List.of("lab", "live"), "live");
    asksFor("the folder teams restricts its jobs to lab", "");
    asksFor("the folder teams restricts its jobs to lab", ", platform: 'live'");
    asksFor("Platform 'lab' has no ", ", platform: 'lab'");
    set((Folder) job.getParent(), List.of(), null);
    asksFor("Platform 'lab' has no ", ""); // the only one that is left
  }

  @Test
  public void aFolderGrantsNothing() throws Exception {
    PaasConfiguration.get().named("live").orElseThrow().setAllowedFolders(List.of("ops"));
    set(teams, List.of("live"), "live");
    asksFor("an administrator grants it by the platform's allowed folders", "");
  }

  @Test
  public void thePageKeepsWhatWasSetAndNamesWhatIsWrong() throws Exception {
    set(teams, List.of("lab", "live"), "lab");
    j.configRoundtrip(teams);
    FolderPlatforms kept = teams.getProperties().get(FolderPlatforms.class);
    assertEquals(List.of("lab", "live"), kept.getPlatforms());
    assertEquals("lab", kept.getDefaultPlatform());
    FolderPlatforms.DescriptorImpl page =
        j.jenkins.getDescriptorByType(FolderPlatforms.DescriptorImpl.class);
    assertEquals(FormValidation.Kind.OK, page.doCheckPlatformsText(teams, "lab\nlive").kind);
    FormValidation wrong = page.doCheckDefaultPlatform(teams, "labs");
    assertEquals(FormValidation.Kind.ERROR, wrong.kind);
    assertTrue(wrong.getMessage(), wrong.getMessage().contains("lab"));
  }

  private static void set(Folder folder, List<String> platforms, String preferred)
      throws Exception {
    FolderPlatforms property = new FolderPlatforms();
    property.setPlatforms(platforms);
    property.setDefaultPlatform(preferred);
    folder.getProperties().removeAll(FolderPlatforms.class);
    folder.addProperty(property);
  }

  /** The step ends for want of a target, which says what platform it found. */
  private void asksFor(String said, String argument) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition(
            "paasDeploy(application: 'shop', pipeline: 'release'" + argument + ")", true));
    j.assertLogContains(said, j.buildAndAssertStatus(Result.FAILURE, job));
  }
}
