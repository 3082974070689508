package io.jenkins.embedded.controller.steps;

import hudson.Util;
import io.jenkins.embedded.controller.engine.Libraries;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code libraryResource 'com/acme/x.json'}: a file below a library's {@code resources}. */
public final class LibraryResourceStep extends Step {
  private final String resource;
  private String encoding;

  @DataBoundConstructor
  public LibraryResourceStep(String resource) {
    this.resource = resource;
  }

  public String getResource() {
    return resource;
  }

  public String getEncoding() {
    return encoding;
  }

  @DataBoundSetter
  public void setEncoding(String encoding) {
    this.encoding = Util.fixEmptyAndTrim(encoding);
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, resource, encoding);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<String> {
    private static final long serialVersionUID = 1L;
    private final String resource;
    private final String encoding;

    Execution(StepContext context, String resource, String encoding) {
      super(context);
      this.resource = resource;
      this.encoding = encoding;
    }

    @Override
    protected String run() throws Exception {
      byte[] bytes = Files.readAllBytes(getContext().get(Libraries.class).resource(resource));
      if ("Base64".equals(encoding)) {
        return Base64.getEncoder().encodeToString(bytes);
      }
      return new String(
          bytes, encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding));
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("libraryResource", false);
    }
  }
}
