package io.jenkins.embedded.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What refers to an image (OCI Distribution Specification 1.1, "Listing Referrers"). */
final class ReferrerRoute {

  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final int MOST = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ContentStore store;

  ReferrerRoute(ContentStore store) {
    this.store = store;
  }

  /** The digest that a manifest refers to, or {@code null}. */
  static String subject(byte[] manifest) throws IOException {
    return JSON.readTree(manifest).path("subject").path("digest").asText(null);
  }

  void answer(RegistryExchange exchange, String repository, String digest)
      throws IOException, RegistryError {
    if (!exchange.method().equals("GET")) {
      throw RegistryError.unsupported(exchange.method() + " of referrers");
    }
    if (!ContentStore.isDigest(digest)) {
      throw new RegistryError(400, "DIGEST_INVALID", "no digest: " + digest);
    }
    ObjectNode index = JSON.createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", INDEX);
    ArrayNode manifests = index.putArray("manifests");
    String wanted = exchange.query("artifactType");
    for (ContentStore.StoredManifest stored : store.manifests(repository, MOST)) {
      JsonNode manifest = JSON.readTree(stored.bytes());
      if (!digest.equals(manifest.path("subject").path("digest").asText())) {
        continue;
      }
      // an artifact without a type of its own has its configuration's
      String type =
          manifest
              .path("artifactType")
              .asText(manifest.path("config").path("mediaType").asText(""));
      if (wanted == null || wanted.equals(type)) {
        ObjectNode one = manifests.addObject();
        one.put("mediaType", stored.mediaType()).put("digest", stored.digest());
        one.put("size", stored.bytes().length).put("artifactType", type);
        if (manifest.has("annotations")) {
          one.set("annotations", manifest.path("annotations"));
        }
      }
    }
    if (wanted != null) {
      exchange.with("OCI-Filters-Applied", "artifactType");
    }
    exchange.content(200, INDEX, JSON.writeValueAsBytes(index));
  }
}
