package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import java.util.List;
import org.junit.Test;

public class DefinitionTest {

  private static Definition read(String text) throws YamlFailure {
    return Definition.parse(text, "p.yaml", "shop");
  }

  private static List<String> problems(String text) throws YamlFailure {
    return DefinitionCheck.problems(read("name: p\n" + text));
  }

  @Test
  public void orderAndWhatSpinnakerAddsMakeNoDifference() throws Exception {
    Definition kept =
        read(
            """
            name: p
            stages:
            - {refId: '2', type: wait, waitTime: 5, requisiteStageRefIds: ['1']}
            - {type: wait, refId: '1', waitTime: 1}
            """);
    JsonNode live =
        new ObjectMapper()
            .readTree(
                """
                {"index": 3, "id": "x", "updateTs": "1", "lastModifiedBy": "jenkins", "schema": "1",
                 "triggers": [], "application": "shop", "name": "p", "stages": [
                  {"waitTime": 1, "refId": "1", "type": "wait"},
                  {"requisiteStageRefIds": ["1"], "waitTime": 5, "refId": "2", "type": "wait"}]}
                """);
    assertEquals(kept.text(), Definition.ofPipeline(live).text());
    assertEquals("x", kept.toSave(Definition.ofPipeline(live)).path("id").asText());
    assertFalse(kept.toSave(null).has("id"));
    assertNotEquals(kept.text(), read("name: p\nstages: []").text());
  }

  @Test
  public void parametersKeepTheirOrder() throws Exception {
    assertNotEquals(
        read("name: p\nstages: []\nparameterConfig: [{name: a}, {name: b}]").text(),
        read("name: p\nstages: []\nparameterConfig: [{name: b}, {name: a}]").text());
  }

  @Test
  public void anApplicationIsComparedByWhatTheFileSpeaksOf() throws Exception {
    Definition kept = read("name: shop\nemail: shop@example.com");
    assertTrue(kept.isApplication());
    JsonNode live =
        new ObjectMapper()
            .readTree(
                "{\"name\":\"shop\",\"email\":\"shop@example.com\",\"cloudProviders\":\"kubernetes\","
                    + "\"trafficGuards\":[],\"updateTs\":\"1\"}");
    assertEquals(kept.text(), Definition.ofApplication(live).text(kept));
  }

  @Test
  public void whatIsNeitherOrAnothersIsRefused() {
    assertTrue(
        assertThrows(YamlFailure.class, () -> read("kind: Deployment"))
            .getMessage()
            .contains("p.yaml is neither a pipeline"));
    assertTrue(
        assertThrows(YamlFailure.class, () -> read("name: p\napplication: other\nstages: []"))
            .getMessage()
            .contains("of application 'other', and this is 'shop'"));
    assertTrue(
        assertThrows(YamlFailure.class, () -> read("{\"name\": \"p\",\n \"stages\": [}"))
            .getMessage()
            .contains("line 2"));
  }

  @Test
  public void everyProblemIsTold() throws Exception {
    assertEquals(
        List.of(
            "stage 'Settle': 'waitTime' is missing",
            "stage 'Deploy': 'account' is missing",
            "stage 'Deploy': no expectedArtifacts has the id 'img'",
            "stage 'Settle': refId '1' is another stage's too",
            "stage 'Deploy': requisiteStageRefIds names '11', and there is no such stage. Did you"
                + " mean '1'?"),
        problems(
            """
            stages:
            - {refId: '1', type: wait, name: First, waitTime: 1}
            - {refId: '1', type: wait, name: Settle}
            - {refId: '2', type: deployManifest, name: Deploy, manifestArtifactId: img,
               requisiteStageRefIds: ['11']}
            """));
    assertEquals(
        List.of("the stages wait for each other in a circle: refId 1 after 3 after 2 after 1"),
        problems(
            """
            stages:
            - {refId: '1', type: wait, waitTime: 1, requisiteStageRefIds: ['3']}
            - {refId: '2', type: wait, waitTime: 1, requisiteStageRefIds: ['1']}
            - {refId: '3', type: wait, waitTime: 1, requisiteStageRefIds: ['2']}
            """));
    assertEquals(
        List.of("a pipeline from a template needs schema: v2", "template: 'reference' is missing"),
        problems("type: templatedPipeline" + "\ntemplate: {type: front50/pipelineTemplate}\n"));
    assertEquals(
        List.of(
            "parameterConfig: 'a' is there twice",
            "parameterConfig: 'b' has options, and lists none"),
        problems(
            "stages: []\nparameterConfig: [{name: a}, {name: a}, {name: b, hasOptions: true}]"));
    assertEquals(List.of(), problems("stages: [{refId: 1, type: wait, waitTime: '${ 2 + 3 }'}]"));
  }
}
