package io.jenkins.plugins.paas.pages;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Descriptor;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Behind each question mark there is a text, and the reference of Pipeline steps has ours. */
public class HelpTest {

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  @Test
  public void everyPropertyOfEveryDescriptorHasHelpThatAnswers() throws Exception {
    List<String> wrong = new ArrayList<>();
    Set<String> pages = new TreeSet<>();
    List<Descriptor<?>> descriptors = BoundType.descriptors();
    descriptors.add(Jenkins.get().getDescriptorOrDie(PaasConfiguration.class));
    JenkinsRule.WebClient client = RULE.createWebClient();
    // a descriptor finds its help within a request alone
    client.executeOnServer(
        () -> {
          descriptors.forEach(descriptor -> collect(descriptor, pages, wrong));
          return null;
        });
    client.getOptions().setThrowExceptionOnFailingStatusCode(false);
    for (String page : pages) {
      WebResponse answer = client.goTo(page.substring(1), null).getWebResponse();
      if (answer.getStatusCode() != 200 || answer.getContentAsString().strip().length() < 20) {
        wrong.add(page + ": " + answer.getStatusCode() + " " + answer.getContentAsString());
      }
    }
    System.out.println(descriptors.size() + " descriptors, " + pages.size() + " help pages");
    assertEquals(List.of(), wrong);
  }

  @Test
  public void theReferenceOfStepsHasOurs() throws Exception {
    String reference =
        RULE.createWebClient().goTo("pipeline-syntax/html").getWebResponse().getContentAsString();
    for (StepDescriptor step : BoundType.steps()) {
      assertTrue(step.getFunctionName(), reference.contains(step.getFunctionName()));
      assertTrue(step.getFunctionName(), reference.contains(step.getDisplayName()));
    }
  }

  private static Set<String> properties(Descriptor<?> descriptor) {
    if (descriptor.clazz == PaasConfiguration.class) {
      return Set.of("platforms");
    }
    // what a row of a list is, the list's own help says
    if (descriptor.clazz == NameValue.class || descriptor.clazz == ListedValue.class) {
      return Set.of();
    }
    BoundType bound = BoundType.of(descriptor.clazz);
    Set<String> properties = new TreeSet<>(bound.properties().keySet());
    properties.removeIf(property -> bound.getter(property).isEmpty());
    return properties;
  }

  private static void collect(Descriptor<?> descriptor, Set<String> pages, List<String> wrong) {
    String type = descriptor.clazz.getSimpleName();
    for (String property : properties(descriptor)) {
      collect(pages, descriptor.getHelpFile(property), type + "." + property, wrong);
    }
    if (descriptor instanceof StepDescriptor) {
      collect(pages, descriptor.getHelpFile(), type, wrong);
    }
  }

  private static void collect(Set<String> pages, String page, String where, List<String> wrong) {
    if (page == null) {
      wrong.add(where + " has no help");
    } else {
      pages.add(page);
    }
  }
}
