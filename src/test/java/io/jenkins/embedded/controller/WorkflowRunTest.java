package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterDefinition;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class WorkflowRunTest {
  @Rule public final JenkinsRule j = new JenkinsRule();

  @After
  public void usualEngine() {
    PipelineEngine.install(null);
  }

  private WorkflowJob job(Consumer<PipelineProgram> body) throws Exception {
    PipelineEngine.install(program -> new Execution(program, body));
    WorkflowJob job = j.createProject(WorkflowJob.class, "job");
    job.setDefinition(new CpsFlowDefinition("text", true));
    return job;
  }

  @Test
  public void runsToItsEndAndKeepsTheLog() throws Exception {
    WorkflowJob job =
        job(
            program -> {
              program.listener().getLogger().println("script " + program.script());
              program.completion().accept(Result.SUCCESS, null);
            });
    ExtensionList.lookup(RunListener.class).add(0, new Listener());
    WorkflowRun run = j.buildAndAssertSuccess(job);

    assertEquals("script text\nlast words\nFinished: SUCCESS\n", JenkinsRule.getLog(run));
    assertEquals(2, j.buildAndAssertSuccess(job).getNumber());
    assertSame(run, Run.fromExternalizableId("job#1"));
    assertTrue(run.getDuration() > 0);
  }

  @Test
  public void usersMistakeHasNoStackTraceAndABugHas() throws Exception {
    WorkflowJob job =
        job(
            program ->
                program.completion().accept(Result.FAILURE, new AbortException("no file x")));
    WorkflowRun run = j.buildAndAssertStatus(Result.FAILURE, job);
    assertEquals("ERROR: no file x\nFinished: FAILURE\n", JenkinsRule.getLog(run));

    PipelineEngine.install(
        program -> {
          throw new IllegalStateException("bug");
        });
    run = j.buildAndAssertStatus(Result.FAILURE, job);
    j.assertLogContains("IllegalStateException: bug\n\tat ", run);
  }

  @Test
  public void stopInterruptsTheProgram() throws Exception {
    WorkflowJob job = job(program -> {});
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
    j.assertLogContains("Aborted by " + System.getProperty("user.name"), run);
  }

  @Test
  public void defaultsOfParametersAreInTheEnvironment() throws Exception {
    WorkflowJob job = job(program -> program.completion().accept(Result.SUCCESS, null));
    job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("P", "v")));
    WorkflowRun run = j.buildAndAssertSuccess(job);
    assertEquals("v", run.getEnvironment(TaskListener.NULL).get("P"));
    assertEquals("job", run.getEnvironment(TaskListener.NULL).get("JOB_NAME"));
  }

  @Test
  public void ownerIsTheRunsIdInAStream() throws Exception {
    WorkflowJob job = job(program -> program.completion().accept(Result.SUCCESS, null));
    WorkflowRun run = j.buildAndAssertSuccess(job);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(run.asFlowExecutionOwner());
    FlowExecutionOwner copy =
        (FlowExecutionOwner)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertSame(run, copy.getExecutable());
    assertSame(run.getExecution(), copy.get());
  }

  public static final class Listener extends RunListener<WorkflowRun> {
    @Override
    public void onCompleted(WorkflowRun run, TaskListener listener) {
      listener.getLogger().println("last words");
    }
  }

  private static final class Execution extends FlowExecution {
    private final PipelineProgram program;
    private final Consumer<PipelineProgram> body;

    Execution(PipelineProgram program, Consumer<PipelineProgram> body) {
      this.program = program;
      this.body = body;
    }

    @Override
    public void start() {
      body.accept(program);
    }

    @Override
    public FlowExecutionOwner getOwner() {
      return program.owner();
    }

    @Override
    public List<FlowNode> getCurrentHeads() {
      return List.of();
    }

    @Override
    public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly) {
      return Futures.immediateFuture(List.of());
    }

    @Override
    public void interrupt(Result result, CauseOfInterruption... causes) {
      program.completion().accept(result, new FlowInterruptedException(result, true, causes));
    }

    @Override
    public FlowNode getNode(String id) {
      return null;
    }
  }
}
