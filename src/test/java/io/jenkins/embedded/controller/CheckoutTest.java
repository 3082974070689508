package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code checkout} and {@code git} with a repository of this machine. */
public class CheckoutTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();
  private Path repository;

  @Before
  public void repository() throws Exception {
    repository = folder.newFolder("shop").toPath();
    git("init", "-q", "-b", "main");
    Files.writeString(repository.resolve("a.txt"), "one");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    git("tag", "v1");
    Files.writeString(repository.resolve("a.txt"), "two");
    git("commit", "-q", "-a", "-m", "second");
    git("branch", "side", "v1");
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(out, 0, process.waitFor());
    return out.trim();
  }

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script.replace("REPO", repository.toString()), true));
    return jenkins.buildAndAssertStatus(expected, job);
  }

  @Test
  public void theStepGitChecksOutALocalBranch() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            node {
              def v = git url: 'REPO', branch: 'main'
              echo "$v.GIT_COMMIT $v.GIT_BRANCH $v.GIT_LOCAL_BRANCH $v.GIT_URL ${readFile('a.txt')}"
              writeFile file: 'a.txt', text: 'changed'
              git url: 'REPO', branch: 'main', changelog: false, poll: false
              echo "again ${readFile('a.txt')}"
            }
            """);
    jenkins.assertLogContains(
        git("rev-parse", "HEAD") + " origin/main main " + repository + " two", run);
    jenkins.assertLogContains("again two", run);
  }

  @Test
  public void checkoutTakesBranchesTagsAndCommits() throws Exception {
    String first = git("rev-parse", "v1");
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            node {
              def s = checkout scmGit(branches: [[name: '*/side']], userRemoteConfigs: [[url: 'REPO']])
              echo "side $s.GIT_COMMIT $s.GIT_BRANCH $s.GIT_LOCAL_BRANCH ${readFile('a.txt')}"
              def t = checkout([$class: 'GitSCM', branches: [[name: 'refs/tags/v1']],
                extensions: [[$class: 'RelativeTargetDirectory', relativeTargetDir: 'sub'],
                  [$class: 'CleanBeforeCheckout'], [$class: 'LocalBranch', localBranch: 'work']],
                userRemoteConfigs: [[url: 'REPO']]])
              echo "tag $t.GIT_COMMIT $t.GIT_BRANCH $t.GIT_LOCAL_BRANCH ${readFile('sub/a.txt')}"
              checkout scm: scmGit(branches: [[name: 'REVISION']], userRemoteConfigs: [[url: 'REPO']],
                extensions: [wipeWorkspace(), cloneOption(noTags: true, shallow: false)])
              echo "commit ${readFile('a.txt')} ${fileExists('sub')}"
            }
            """
                .replace("REVISION", git("rev-parse", "main")));
    jenkins.assertLogContains("side " + first + " origin/side null one", run);
    jenkins.assertLogContains("tag " + first + " null work one", run);
    jenkins.assertLogContains("commit two false", run);
  }

  @Test
  public void whatIsNotThereIsAnErrorThatTellsWhatIs() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            node {
              try { git url: 'REPO', branch: 'nope' } catch (e) { echo e.message }
              try { git url: 'REPO/none' } catch (e) { echo e.message }
              try { git url: 'ext::sh -c touch% /tmp/x', branch: 'main' } catch (e) { echo e.message }
              try { git url: '--upload-pack=x' } catch (e) { echo e.message }
              try { git url: 'REPO', credentialsId: 'none', branch: 'main' } catch (e) { echo e.message }
              try { checkout([$class: 'SubversionSCM']) } catch (e) { echo e.message }
              checkout scm
            }
            """);
    jenkins.assertLogContains("no branch, tag or commit 'nope'; branches: main, side", run);
    jenkins.assertLogContains("git fetch failed", run);
    jenkins.assertLogContains("transport 'ext' not allowed", run);
    jenkins.assertLogContains("'--upload-pack=x' is no url", run);
    jenkins.assertLogContains("there are no credentials 'none'", run);
    jenkins.assertLogContains("GitSCM', …], not SubversionSCM", run);
    jenkins.assertLogContains("‘checkout scm’ is only available when", run);
  }

  @Test
  public void theOwnWorkspaceStaysAsItIs() throws Exception {
    Files.writeString(repository.resolve("new.txt"), "not committed");
    ((EmbeddedJenkins) jenkins.jenkins).useWorkspace(repository.toFile());
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            node {
              def v = checkout scm
              echo "own $v.GIT_COMMIT $v.GIT_BRANCH ${readFile('a.txt')} ${fileExists('new.txt')}"
              dir('copy') {
                def c = checkout scm
                echo "copy $c.GIT_COMMIT ${readFile('a.txt')} ${fileExists('new.txt')}"
              }
              deleteDir()
              git url: 'https://example.org/other.git'
            }
            """);
    String head = git("rev-parse", "HEAD");
    jenkins.assertLogContains(
        "uses " + repository + " as it is, at " + head + " (main), with", run);
    jenkins.assertLogContains("own " + head + " main two true", run);
    jenkins.assertLogContains("copy " + head + " two false", run);
    jenkins.assertLogContains("deleteDir: " + repository + " is your own directory", run);
    jenkins.assertLogContains("git would overwrite " + repository, run);
    assertEquals(
        "not committed", Files.readString(new File(repository.toFile(), "new.txt").toPath()));
  }
}
