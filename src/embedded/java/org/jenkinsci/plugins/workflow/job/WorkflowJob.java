package org.jenkinsci.plugins.workflow.job;

import hudson.model.Action;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.TopLevelItem;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.embedded.controller.StartedBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;

/** A job that runs a program. */
public final class WorkflowJob extends Job<WorkflowJob, WorkflowRun> implements TopLevelItem {
  private final SortedMap<Integer, WorkflowRun> runs =
      new ConcurrentSkipListMap<>(Collections.reverseOrder());
  private volatile FlowDefinition definition;

  public WorkflowJob(ItemGroup parent, String name) {
    super(parent, name);
  }

  @Override
  @SuppressWarnings("unchecked")
  public hudson.model.Descriptor<TopLevelItem> getDescriptor() {
    return jenkins.model.Jenkins.get().getDescriptorOrDie(getClass());
  }

  public FlowDefinition getDefinition() {
    return definition;
  }

  public void setDefinition(FlowDefinition definition) {
    this.definition = definition;
  }

  @Override
  public boolean isBuildable() {
    return definition != null;
  }

  @Override
  protected SortedMap<Integer, WorkflowRun> _getRuns() {
    return runs;
  }

  @Override
  public WorkflowRun getBuildByNumber(int n) {
    return runs.get(n);
  }

  @Override
  public WorkflowRun getLastBuild() {
    return super.getLastBuild();
  }

  private void addDefaultsTo(WorkflowRun run) {
    ParametersDefinitionProperty asked = getProperty(ParametersDefinitionProperty.class);
    if (asked == null || run.getAction(ParametersAction.class) != null) {
      return;
    }
    List<ParameterValue> values = new ArrayList<>();
    for (ParameterDefinition definition : asked.getParameterDefinitions()) {
      ParameterValue value = definition.getDefaultParameterValue();
      if (value != null) {
        values.add(value);
      }
    }
    run.addAction(new ParametersAction(values));
  }

  /**
   * Starts a build at once, on a thread of its own. A job with parameters and no action that has
   * values gets their defaults.
   *
   * @param quietPeriod not observed: nothing else asks for a build meanwhile
   */
  public QueueTaskFuture<WorkflowRun> scheduleBuild2(int quietPeriod, Action... actions) {
    if (definition == null) {
      throw new IllegalStateException("job " + getFullName() + " has no definition");
    }
    try {
      WorkflowRun run = new WorkflowRun(this);
      for (Action action : actions) {
        run.addAction(action);
      }
      addDefaultsTo(run);
      runs.put(run.getNumber(), run);
      return StartedBuild.of(run);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a build of " + getFullName(), e);
    }
  }
}
