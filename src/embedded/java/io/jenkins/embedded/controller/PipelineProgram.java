package io.jenkins.embedded.controller;

import hudson.model.Result;
import hudson.model.TaskListener;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * A Jenkinsfile to be run.
 *
 * @param script its text
 * @param sandbox whether only whitelisted members may be called
 * @param owner what the execution's {@code getOwner()} answers
 * @param run whose parameters, environment and workspace it has
 * @param listener its log
 * @param reset sets the run's result, be it better than the present one; null for none
 * @param completion result, and the cause of a failure or an abort, else null
 */
public record PipelineProgram(
    String script,
    boolean sandbox,
    FlowExecutionOwner owner,
    WorkflowRun run,
    TaskListener listener,
    BiConsumer<Result, Throwable> completion,
    Consumer<Result> reset) {}
