package io.jenkins.plugins.paas.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What points at content (OCI Image Specification, "Content Descriptors").
 *
 * @param size bytes
 * @param artifactType of a referrer; {@code null} where it is an image
 * @param annotations in their order
 */
public record ContentDescriptor(
    String mediaType,
    String digest,
    long size,
    String artifactType,
    Map<String, String> annotations) {

  public ContentDescriptor {
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  static ContentDescriptor read(JsonNode json) {
    Map<String, String> annotations = new LinkedHashMap<>();
    json.path("annotations")
        .fields()
        .forEachRemaining(e -> annotations.put(e.getKey(), e.getValue().asText()));
    return new ContentDescriptor(
        json.path("mediaType").asText(""),
        json.path("digest").asText(""),
        json.path("size").asLong(0),
        json.path("artifactType").asText(null),
        annotations);
  }

  /** Fills a JSON object. */
  void write(ObjectNode to) {
    to.put("mediaType", mediaType).put("digest", digest).put("size", size);
    if (artifactType != null) {
      to.put("artifactType", artifactType);
    }
    if (!annotations.isEmpty()) {
      ObjectNode object = to.putObject("annotations");
      annotations.forEach(object::put);
    }
  }
}
