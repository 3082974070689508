package io.jenkins.plugins.paas.step;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.AbortException;
import io.jenkins.plugins.paas.delivery.DeployStep;
import io.jenkins.plugins.paas.environment.ProvisionStep;
import io.jenkins.plugins.paas.image.BuildImageStep;
import io.jenkins.plugins.paas.monitoring.MonitorStep;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class PageListsTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Test
  public void mapsAndListsComeBackAsAPipelineWritesThem() throws Exception {
    roundTrip(
        ProvisionStep.class,
        Map.of(
            "environment", "staging",
            "manifests", List.of("a.yaml", "b.yaml"),
            "images", Map.of("api", "reg/api:1"),
            "quota", Map.of("cpu", "4")));
    roundTrip(
        DeployStep.class,
        Map.of(
            "pipeline", "p",
            "parameters", Map.of("color", "blue"),
            "images", List.of("reg/api:1")));
    roundTrip(
        MonitorStep.class,
        Map.of("targets", List.of("http://x/metrics"), "labels", Map.of("team", "shop")));
    roundTrip(
        BuildImageStep.class,
        Map.of("image", "a/b", "tags", List.of("1"), "buildArgs", Map.of("BASE", "jre")));
  }

  @Test
  public void whatIsNotGivenStaysOutOfTheSnippet() throws Exception {
    roundTrip(ProvisionStep.class, Map.of("environment", "staging"));
    roundTrip(BuildImageStep.class, Map.of("image", "a/b"));
  }

  @Test
  public void aNestedBuilderHasThemToo() throws Exception {
    BuildImageStep step =
        DescribableModel.of(BuildImageStep.class)
            .instantiate(
                Map.of(
                    "image",
                    "a/b",
                    "builder",
                    new UninstantiatedDescribable(
                        "jib",
                        null,
                        Map.of("ports", List.of(8080), "environment", Map.of("MODE", "fast")))),
                null);
    UninstantiatedDescribable told = DescribableModel.of(BuildImageStep.class).uninstantiate2(step);
    UninstantiatedDescribable builder =
        (UninstantiatedDescribable) told.getArguments().get("builder");
    assertEquals(List.of("8080"), builder.getArguments().get("ports"));
    assertEquals(Map.of("MODE", "fast"), builder.getArguments().get("environment"));
  }

  @Test
  public void aPagesRowsAreBoundAsTheyAre() {
    MonitorStep step = new MonitorStep();
    step.setLabels(List.of(new NameValue(" team ", "shop"), new NameValue("", "")));
    step.setTargets(List.of(new ListedValue("http://x"), new ListedValue(" ")));
    assertEquals(Map.of("team", "shop"), NameValue.mapOf(step.getLabels(), "labels"));
    assertEquals(List.of("http://x"), ListedValue.textsOf(step.getTargets()));
  }

  @Test
  public void aRowThatCannotBeMeantIsRefused() {
    List<NameValue> twice = List.of(new NameValue("a", "1"), new NameValue("a", "2"));
    String said =
        assertThrows(IllegalArgumentException.class, () -> NameValue.mapOf(twice, "labels"))
            .getMessage();
    assertEquals("labels: 'a' stands twice", said);
    List<NameValue> nameless = List.of(new NameValue("", "1"));
    assertThrows(IllegalArgumentException.class, () -> NameValue.mapOf(nameless, "labels"));
  }

  @Test
  public void aTextWhereAListBelongsIsRefusedWithAnExample() {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    DescribableModel.of(ProvisionStep.class)
                        .instantiate(Map.of("environment", "staging", "manifests", "a.yaml"), null))
            .getMessage();
    assertTrue(said, said.contains("manifests: 'a.yaml' is no list, such as ['value']"));
  }

  @Test
  public void aMistakeIsOneLineWithoutTheOtherArguments() {
    String said =
        assertThrows(
                AbortException.class,
                () ->
                    new BuildImageStep.DescriptorImpl()
                        .newInstance(
                            Map.of("image", "a/b", "target", "a b", "labels", Map.of("k", "hush"))))
            .getMessage();
    assertEquals("paasBuildImage: target: 'a b' is no name of a build stage", said);
  }

  private static <T> void roundTrip(Class<T> type, Map<String, Object> arguments) throws Exception {
    DescribableModel<T> model = DescribableModel.of(type);
    T made = model.instantiate(arguments, null);
    assertEquals(arguments, model.uninstantiate2(made).getArguments());
    T again = model.instantiate(model.uninstantiate2(made).getArguments(), null);
    assertEquals(arguments, model.uninstantiate2(again).getArguments());
  }
}
