package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The deploy stage: applies its manifests with the bound images, then waits until each Deployment
 * is available. What it sees goes into {@code context.messages}, a failure into {@code
 * context.exception}. An image without a registry in a manifest is taken for the artifact of the
 * same path (Clouddriver compares whole names).
 */
final class DeployManifest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_MILLIS = 400;
  private static final long PATIENCE_MILLIS = 180_000;

  private final KubernetesTarget kubernetes;

  DeployManifest(KubernetesTarget kubernetes) {
    this.kubernetes = kubernetes;
  }

  void tick(ExecutionRun run, ObjectNode stage) {
    if (kubernetes == null) {
      throw new IllegalArgumentException("the stand-in was started without a Kubernetes API");
    }
    ObjectNode context = (ObjectNode) stage.get("context");
    long now = System.currentTimeMillis();
    try {
      if (!context.has("outputs.manifests")) {
        List<ObjectNode> applied = apply(context, run.document().path("trigger"));
        synchronized (run) {
          ArrayNode manifests = context.putArray("outputs.manifests");
          applied.forEach(manifests::add);
          ((ObjectNode) stage.get("outputs")).set("manifests", manifests.deepCopy());
          context.put("nextPoll", now);
        }
        return;
      }
      if (now < context.path("nextPoll").asLong()) {
        return;
      }
      observe(run, stage, context, now);
    } catch (IOException e) {
      run.failStage(stage, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stand-in ends
    }
  }

  private List<ObjectNode> apply(ObjectNode context, JsonNode trigger)
      throws IOException, InterruptedException {
    List<ObjectNode> manifests = new ArrayList<>();
    String namespace = context.path("namespaceOverride").asText("");
    for (JsonNode manifest : context.path("manifests")) {
      manifests.add(evaluated(manifest, context, trigger));
    }
    if (manifests.isEmpty()) {
      throw new IllegalArgumentException(
          "the stage has no manifests (the stand-in takes source text only)");
    }
    // what others live in comes first
    manifests.sort(
        Comparator.comparing((ObjectNode m) -> !m.path("kind").asText().equals("Namespace")));
    List<ObjectNode> applied = new ArrayList<>();
    for (ObjectNode manifest : manifests) {
      if (!namespace.isEmpty() && KubernetesTarget.isNamespaced(manifest)) {
        manifest.withObject("/metadata").put("namespace", namespace);
      }
      bind(manifest, trigger.path("resolvedExpectedArtifacts"));
      applied.add(kubernetes.apply(manifest));
    }
    return applied;
  }

  private static ObjectNode evaluated(JsonNode manifest, JsonNode context, JsonNode trigger) {
    if (context.path("skipExpressionEvaluation").asBoolean(false)) {
      return manifest.deepCopy();
    }
    ObjectNode copy = manifest.deepCopy();
    evaluateTexts(copy, trigger);
    return copy;
  }

  private static void evaluateTexts(JsonNode node, JsonNode trigger) {
    if (node instanceof ObjectNode object) {
      for (var e : object.properties()) {
        if (e.getValue().isTextual()) {
          e.setValue(object.textNode(Expressions.evaluate(e.getValue().asText(), trigger)));
        } else {
          evaluateTexts(e.getValue(), trigger);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual()) {
          array.set(i, Expressions.evaluate(array.get(i).asText(), trigger));
        } else {
          evaluateTexts(array.get(i), trigger);
        }
      }
    }
  }

  private static void bind(ObjectNode manifest, JsonNode resolved) {
    JsonNode pod = manifest.path("spec").path("template").path("spec");
    for (String list : new String[] {"containers", "initContainers"}) {
      for (JsonNode container : pod.path(list)) {
        String image = container.path("image").asText("").replaceFirst("@.*|:[\\w.-]+$", "");
        for (JsonNode expected : resolved) {
          JsonNode artifact = expected.path("boundArtifact");
          String name = artifact.path("name").asText();
          if (name.equals(image) || name.substring(name.indexOf('/') + 1).equals(image)) {
            ((ObjectNode) container).put("image", artifact.path("reference").asText());
          }
        }
      }
    }
  }

  private void observe(ExecutionRun run, ObjectNode stage, ObjectNode context, long now)
      throws IOException, InterruptedException {
    List<String> messages = new ArrayList<>();
    boolean allReady = true;
    for (JsonNode manifest : context.path("outputs.manifests")) {
      if (!manifest.path("kind").asText().equals("Deployment")) {
        continue;
      }
      ObjectNode deployment = kubernetes.get(manifest);
      String broken = kubernetes.brokenPod(deployment);
      if (broken != null) {
        throw new IOException(KubernetesTarget.name(deployment) + " does not roll out: " + broken);
      }
      int wanted = deployment.path("spec").path("replicas").asInt(1);
      JsonNode status = deployment.path("status");
      int ready =
          Math.min(
              status.path("updatedReplicas").asInt(0), status.path("availableReplicas").asInt(0));
      boolean seen =
          status.path("observedGeneration").asLong(0)
              >= deployment.path("metadata").path("generation").asLong(0);
      messages.add(
          KubernetesTarget.name(deployment) + ": " + ready + " of " + wanted + " available");
      allReady &= seen && ready >= wanted;
    }
    if (!allReady && now - stage.path("startTime").asLong() > PATIENCE_MILLIS) {
      throw new IOException("not available after 3 min: " + String.join(", ", messages));
    }
    synchronized (run) {
      ArrayNode told = context.putArray("messages");
      messages.forEach(told::add);
      context.put("nextPoll", now + PAUSE_MILLIS);
    }
    if (allReady) {
      run.endStage(stage, "SUCCEEDED");
    }
  }

  static ObjectNode parse(String text) throws IOException {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IOException("the Kubernetes API answered something other than a JSON object", e);
    }
  }
}
