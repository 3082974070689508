package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import java.io.File;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code stash} and {@code unstash} on any controller. */
public class StashTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return jenkins.buildAndAssertStatus(expected, job);
  }

  @Test
  public void filesComeBackElsewhereWithTheirPermissions() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            node {
              sh 'mkdir -p a/b .git; echo one > a/one.txt; echo two > a/b/two.txt; echo no > a/no.md'
              sh 'echo run > a/run.sh; chmod 700 a/run.sh; ln -s one.txt a/link.txt; echo x > .git/x'
              stash name: 'texts', includes: 'a/**', excludes: '**/*.md'
              dir('target') {
                unstash 'texts'
                sh 'cat a/b/two.txt; test -x a/run.sh; test ! -e a/no.md; readlink a/link.txt'
              }
              stash 'all'
              dir('second') {
                unstash name: 'all'
                echo "default excludes: ${fileExists('.git/x')}"
              }
              stash name: 'git', includes: '.git/**', useDefaultExcludes: false
              dir('third') { unstash 'git'; echo "without: ${fileExists('.git/x')}" }
              stash name: 'git', includes: 'a/one.txt'
              dir('fourth') { unstash 'git'; echo "again: ${fileExists('a/one.txt')} ${fileExists('.git/x')}" }
            }
            """);
    jenkins.assertLogContains("Stashed 4 file(s)", run);
    jenkins.assertLogContains("two", run);
    jenkins.assertLogContains("one.txt", run);
    jenkins.assertLogContains("default excludes: false", run);
    jenkins.assertLogContains("without: true", run);
    jenkins.assertLogContains("overwriting stash ‘git’", run);
    jenkins.assertLogContains("again: true false", run);
    assertFalse("stashes end with the build", new File(run.getRootDir(), "stashes").exists());
  }

  @Test
  public void whatIsMissingIsAnError() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            node {
              try { stash name: 'none', includes: 'nothing/**' } catch (e) { echo e.message }
              stash name: 'empty', includes: 'nothing/**', allowEmpty: true
              unstash 'empty'
              try { unstash 'unknown' } catch (e) { echo e.message }
              try { stash name: '../x', includes: 'a' } catch (e) { echo 'refused a path' }
            }
            """);
    jenkins.assertLogContains("No files included in stash ‘none’", run);
    jenkins.assertLogContains("Stashed 0 file(s)", run);
    jenkins.assertLogContains("No such saved stash ‘unknown’", run);
    jenkins.assertLogContains("refused a path", run);
  }

  @Test
  public void aDeclarativePipelineMayPreserveThem() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            pipeline {
              agent any
              options { preserveStashes() }
              stages { stage('s') { steps { writeFile file: 'f', text: 't'
                stash name: 'kept', includes: 'f' } } }
            }
            """);
    assertTrue(new File(run.getRootDir(), "stashes").list().length == 1);
  }
}
