package io.jenkins.plugins.paas.pages;

import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.CoreMatchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.AbstractProject;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** Every step goes through its page unchanged: with all its properties, and with none of them. */
public class StepRoundTripTest {

  /** Jenkins takes a thousand fields from one form. */
  private static final int A_PAGE = 10;

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  @Rule public final ErrorCollector wrong = new ErrorCollector();

  @Test
  public void everyPropertyComesBackFromThePage() throws Exception {
    List<Step> steps = new ArrayList<>();
    for (StepDescriptor descriptor : BoundType.steps()) {
      Filled.all(descriptor.clazz).forEach(step -> steps.add((Step) step));
    }
    comeBack(steps);
    System.out.println("steps through their page with every property set: " + steps.size());
  }

  /** With nothing but what they require. */
  @Test
  public void defaultsComeBackFromThePage() throws Exception {
    List<Step> steps = new ArrayList<>();
    for (StepDescriptor descriptor : BoundType.steps()) {
      steps.add((Step) Filled.bare(descriptor.clazz));
    }
    comeBack(steps);
  }

  @Test
  public void theSampleSetsEveryProperty() throws Exception {
    for (Descriptor<?> descriptor : BoundType.descriptors()) {
      BoundType bound = BoundType.of(descriptor.clazz);
      Object bare = Filled.bare(descriptor.clazz);
      Object filled = Filled.all(descriptor.clazz).get(0);
      for (String property : bound.setters().keySet()) {
        if (bound.getter(property).isPresent()) {
          var getter = bound.getter(property).get();
          wrong.checkThat(
              descriptor.clazz.getSimpleName() + "." + property,
              xml(getter.invoke(filled)),
              not(xml(getter.invoke(bare))));
        }
      }
    }
  }

  private void comeBack(List<Step> steps) throws Exception {
    for (int from = 0; from < steps.size(); from += A_PAGE) {
      comeBackTogether(steps.subList(from, Math.min(from + A_PAGE, steps.size())));
    }
  }

  private void comeBackTogether(List<Step> steps) throws Exception {
    FreeStyleProject project = RULE.createFreeStyleProject();
    steps.forEach(step -> project.getBuildersList().add(new StepHolder(step)));
    RULE.configRoundtrip(project);
    List<StepHolder> after = project.getBuildersList().getAll(StepHolder.class);
    assertEquals(steps.size(), after.size());
    for (int i = 0; i < steps.size(); i++) {
      wrong.checkThat(xml(after.get(i).getStep()), is(xml(steps.get(i))));
    }
  }

  /** As a Pipeline's arguments, which is also what the snippet generator writes. */
  @Test
  public void everyPropertyComesBackFromArguments() throws Exception {
    for (StepDescriptor descriptor : BoundType.steps()) {
      for (Object step : Filled.all(descriptor.clazz)) {
        Map<String, Object> arguments =
            new TreeMap<>(descriptor.uninstantiate((Step) step).getArguments());
        assertEquals(
            descriptor.getFunctionName(),
            new TreeSet<>(BoundType.of(descriptor.clazz).properties().keySet()),
            arguments.keySet());
        wrong.checkThat(
            Snippetizer.object2Groovy(step), xml(descriptor.newInstance(arguments)), is(xml(step)));
      }
    }
  }

  private static String xml(Object value) {
    return Jenkins.XSTREAM2.toXML(value);
  }

  /** Puts a step on a job's page. */
  public static final class StepHolder extends Builder {

    private final Step step;

    @DataBoundConstructor
    public StepHolder(Step step) {
      this.step = step;
    }

    public Step getStep() {
      return step;
    }

    /** Offers the suite's steps alone. */
    @TestExtension
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
      @Override
      @SuppressWarnings("rawtypes")
      public boolean isApplicable(Class<? extends AbstractProject> type) {
        return true;
      }

      @Override
      public String getDisplayName() {
        return "A step";
      }

      public List<StepDescriptor> getSteps() {
        return BoundType.steps();
      }
    }
  }
}
