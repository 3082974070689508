package io.jenkins.embedded.controller;

import hudson.model.queue.QueueTaskFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** A build on its own thread; done when the build is. */
public final class StartedBuild extends CompletableFuture<WorkflowRun>
    implements QueueTaskFuture<WorkflowRun> {
  private final WorkflowRun run;

  private StartedBuild(WorkflowRun run) {
    this.run = run;
  }

  public static StartedBuild of(WorkflowRun run) {
    StartedBuild build = new StartedBuild(run);
    Thread thread = new Thread(build::execute, "build " + run.getExternalizableId());
    thread.setDaemon(true);
    thread.start();
    return build;
  }

  private void execute() {
    try {
      run.run();
      complete(run);
    } catch (RuntimeException | Error e) {
      completeExceptionally(e);
    }
  }

  @Override
  public Future<WorkflowRun> getStartCondition() {
    return CompletableFuture.completedFuture(run);
  }

  @Override
  public WorkflowRun waitForStart() {
    return run;
  }
}
