package io.jenkins.plugins.paas.pages;

import static org.hamcrest.CoreMatchers.is;
import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.testing.Await;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.jvnet.hudson.test.JenkinsRule;

/** The snippet generator, used as people do: choose a step, fill what it requires, generate. */
public class SnippetGeneratorTest {

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  @Rule public final ErrorCollector wrong = new ErrorCollector();

  @Test
  public void whatThePageDefaultsToIsLeftOut() throws Exception {
    WorkflowJob job = RULE.createProject(WorkflowJob.class);
    for (StepDescriptor descriptor : BoundType.steps()) {
      Step step = (Step) Filled.bare(descriptor.clazz);
      Set<String> required = new LinkedHashSet<>();
      for (Parameter parameter : BoundType.of(descriptor.clazz).constructor().getParameters()) {
        required.add(parameter.getName());
      }
      assertEquals(required, descriptor.uninstantiate(step).getArguments().keySet());

      if (required.stream().anyMatch(property -> isList(descriptor, property))) {
        continue; // its rows are filled in StepRoundTripTest
      }
      HtmlPage page = RULE.createWebClient().goTo(job.getUrl() + "pipeline-syntax/");
      choose(page, descriptor);
      for (String property : required) {
        Object value = BoundType.of(descriptor.clazz).getter(property).get().invoke(step);
        visible(page, "_." + property).setValue(value.toString());
      }
      String snippet = generate(page);
      System.out.println(snippet);
      wrong.checkThat(descriptor.getFunctionName(), snippet, is(Snippetizer.object2Groovy(step)));
    }
  }

  private static boolean isList(StepDescriptor descriptor, String property) {
    return BoundType.of(descriptor.clazz)
        .getter(property)
        .map(getter -> List.class.isAssignableFrom(getter.getReturnType()))
        .orElse(false);
  }

  private static void choose(HtmlPage page, StepDescriptor descriptor) throws Exception {
    String title = descriptor.getFunctionName() + ": " + descriptor.getDisplayName();
    HtmlSelect steps = page.querySelector("select.dropdownList");
    HtmlOption option = steps.getOptionByText(title);
    steps.setSelectedAttribute(option, true);
    page.getWebClient().waitForBackgroundJavaScript(20_000);
  }

  private static HtmlInput visible(HtmlPage page, String name) {
    return page.getElementsByName(name).stream()
        .filter(DomElement::isDisplayed)
        .map(HtmlInput.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not on the page"));
  }

  private static String generate(HtmlPage page) throws Exception {
    page.getHtmlElementById("generatePipelineScript").click();
    HtmlTextArea text = page.getHtmlElementById("prototypeText");
    return Await.until(
        Duration.ofSeconds(20),
        () -> {
          page.getWebClient().waitForBackgroundJavaScript(500);
          return text.getText();
        },
        generated -> !generated.isBlank(),
        () -> "a snippet was asked for");
  }
}
