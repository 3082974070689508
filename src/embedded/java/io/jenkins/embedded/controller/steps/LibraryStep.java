package io.jenkins.embedded.controller.steps;

import hudson.model.TaskListener;
import io.jenkins.embedded.controller.engine.Libraries;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code library 'name@version'}: the directory that the command line has for the name, whatever
 * the version. Its value gives access to the library's classes.
 */
public final class LibraryStep extends Step {
  private final String identifier;
  private Object retriever;
  private boolean changelog = true;

  @DataBoundConstructor
  public LibraryStep(String identifier) {
    this.identifier = identifier;
  }

  public String getIdentifier() {
    return identifier;
  }

  public Object getRetriever() {
    return retriever;
  }

  /** Accepted; the command line says where libraries are. */
  @DataBoundSetter
  public void setRetriever(Object retriever) {
    this.retriever = retriever;
  }

  public boolean isChangelog() {
    return changelog;
  }

  @DataBoundSetter
  public void setChangelog(boolean changelog) {
    this.changelog = changelog;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, identifier, retriever != null);
  }

  private static final class Execution extends SynchronousStepExecution<Object> {
    private static final long serialVersionUID = 1L;
    private final String identifier;
    private final boolean retrieved;

    Execution(StepContext context, String identifier, boolean retrieved) {
      super(context);
      this.identifier = identifier;
      this.retrieved = retrieved;
    }

    @Override
    protected Object run() throws Exception {
      if (retrieved) {
        getContext()
            .get(TaskListener.class)
            .getLogger()
            .println("library: the retriever is ignored, the library comes from --library");
      }
      return getContext().get(Libraries.class).classes(identifier);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("library", false, TaskListener.class);
    }
  }
}
