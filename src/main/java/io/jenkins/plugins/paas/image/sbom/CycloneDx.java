package io.jenkins.plugins.paas.image.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A software bill of materials as CycloneDX 1.5 JSON (ECMA-424's predecessor, bom-1.5.schema). */
public final class CycloneDx {

  /** As registries know it. */
  public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CycloneDx() {}

  /**
   * Writes one. The same image with the same time gives the same bytes, so attaching it twice
   * changes nothing.
   *
   * @param image by digest
   * @param createdEpochSeconds the image's time
   */
  public static byte[] write(
      ImageReference image, long createdEpochSeconds, List<Component> components)
      throws IOException {
    ObjectNode bom = JSON.createObjectNode();
    bom.put("$schema", "http://cyclonedx.org/schema/bom-1.5.schema.json");
    bom.put("bomFormat", "CycloneDX").put("specVersion", "1.5");
    byte[] seed = image.digest().getBytes(StandardCharsets.UTF_8);
    bom.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(seed)).put("version", 1);
    ObjectNode metadata = bom.putObject("metadata");
    metadata.put("timestamp", Instant.ofEpochSecond(createdEpochSeconds).toString());
    metadata
        .putObject("tools")
        .putArray("components")
        .addObject()
        .put("type", "application")
        .put("name", ImageInventory.TOOL);
    ObjectNode container = metadata.putObject("component");
    container.put("type", "container").put("bom-ref", "image").put("name", image.repository());
    container.put("version", image.digest());
    container
        .putArray("hashes")
        .addObject()
        .put("alg", "SHA-256")
        .put("content", image.digest().replaceFirst("^sha256:", ""));
    ArrayNode list = bom.putArray("components");
    int number = 0;
    for (Component component : components) {
      ObjectNode one = list.addObject();
      one.put("type", "library").put("bom-ref", "component-" + ++number);
      if (component.group() != null) {
        one.put("group", component.group());
      }
      one.put("name", component.name());
      if (component.version() != null) {
        one.put("version", component.version());
      }
      if (component.purl() != null) {
        one.put("purl", component.purl());
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bom);
  }

  /**
   * How many components a document of another tool lists.
   *
   * @throws IOException when it is no CycloneDX JSON
   */
  public static int count(byte[] document) throws IOException {
    JsonNode bom = JSON.readTree(document);
    if (bom == null || !"CycloneDX".equals(bom.path("bomFormat").asText())) {
      throw new IOException("it is no CycloneDX JSON");
    }
    return bom.path("components").size();
  }
}
