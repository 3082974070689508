package io.jenkins.plugins.paas.pages;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.stapler.AncestorInPath;

/** Each check and each list of choices over HTTP: who is asked answers, and only by POST. */
public class FormMethodsTest {

  /** They answer everybody, without a word about what exists. */
  private static final Set<String> BLAND =
      Set.of(
          "doFillCredentialsIdItems",
          "doCheckCredentialsId",
          "doFillPullCredentialsIdItems",
          "doCheckPullCredentialsId");

  /** What a reader of Jenkins may ask: grammar alone. */
  private static final Set<String> FOR_READERS =
      Set.of("doCheckTarget", "doCheckFile", "doCheckRetention", "doCheckSource");

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  private FreeStyleProject job;

  @Before
  public void users() throws Exception {
    RULE.jenkins.setSecurityRealm(RULE.createDummySecurityRealm());
    RULE.jenkins.setAuthorizationStrategy(
        new MockAuthorizationStrategy()
            .grant(Jenkins.ADMINISTER)
            .everywhere()
            .to("admin")
            .grant(Jenkins.READ, Item.READ)
            .everywhere()
            .to("reader"));
    job = RULE.createFreeStyleProject();
  }

  @Test
  public void theyAnswerWhoMayConfigureByPostAlone() throws Exception {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Descriptor<?> descriptor : BoundType.descriptors()) {
      for (Method method : formMethods(descriptor)) {
        for (String place : places(method)) {
          String path = place + descriptor.getDescriptorUrl() + "/" + name(method);
          asked++;
          check(wrong, "admin POST " + path, 200, ask("admin", HttpMethod.POST, path));
          // what is not declared for a verb is not there
          check(wrong, "admin GET " + path, 404, ask("admin", HttpMethod.GET, path));
          WebResponse reader = ask("reader", HttpMethod.POST, path);
          boolean open = BLAND.contains(method.getName()) || FOR_READERS.contains(method.getName());
          check(wrong, "reader POST " + path, open ? 200 : 403, reader);
          if (BLAND.contains(method.getName()) && reader.getContentAsString().contains("error")) {
            wrong.add("reader POST " + path + " says " + reader.getContentAsString());
          }
        }
      }
    }
    System.out.println(asked + " form methods asked, each by POST, by GET and by a reader");
    assertTrue("no form methods", asked > 10);
    assertEquals(List.of(), wrong);
  }

  private static void check(List<String> wrong, String what, int expected, WebResponse answer) {
    if (answer.getStatusCode() != expected) {
      wrong.add(what + ": " + answer.getStatusCode() + " instead of " + expected);
    }
  }

  private List<String> places(Method method) {
    boolean onJobs =
        Stream.of(method.getParameters())
            .anyMatch(p -> p.isAnnotationPresent(AncestorInPath.class));
    return onJobs ? List.of("", job.getUrl()) : List.of("");
  }

  private static WebResponse ask(String user, HttpMethod method, String path) throws Exception {
    try (JenkinsRule.WebClient client = RULE.createWebClient().withBasicApiToken(user)) {
      client.getOptions().setThrowExceptionOnFailingStatusCode(false);
      client.setJavaScriptEnabled(false); // an error page's would be read a hundred times
      WebRequest request = new WebRequest(new URL(RULE.getURL(), path + "?value=a%20b"), method);
      return client.getPage(request).getWebResponse();
    }
  }

  private static String name(Method method) {
    String name = method.getName().substring("do".length());
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static List<Method> formMethods(Descriptor<?> descriptor) {
    return Stream.of(descriptor.getClass().getMethods())
        .filter(m -> m.getDeclaringClass().getName().startsWith("io.jenkins.plugins.paas."))
        .filter(m -> m.getName().matches("do(Check|Fill|Test)[A-Z].*"))
        .toList();
  }
}
