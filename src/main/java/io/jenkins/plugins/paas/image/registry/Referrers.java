package io.jenkins.plugins.paas.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is attached to an image: SBOMs, signatures, reports (OCI Distribution Specification 1.1,
 * "Listing Referrers", "Pushing Manifests with Subject", "Referrers Tag Schema"). A registry that
 * lacks the API keeps the list under a tag of the image's digest.
 */
public final class Referrers {

  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String EMPTY = "application/vnd.oci.empty.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryClient client;
  private final RegistryConnection connection;
  private final String repository;

  Referrers(RegistryClient client, RegistryConnection connection, String repository) {
    this.client = client;
    this.connection = connection;
    this.repository = repository;
  }

  /**
   * What was attached.
   *
   * @param referrer its manifest
   * @param byTag whether the registry lacks the API, so that the fallback tag was written
   */
  public record Attached(ContentDescriptor referrer, boolean byTag) {}

  /** {@code sha256-<hex>}, which takes the API's place. */
  public static String fallbackTag(String digest) {
    return digest.replace(':', '-');
  }

  /**
   * What refers to an image.
   *
   * @param digest of the image's manifest or index
   * @param artifactType {@code null} for all
   */
  public List<ContentDescriptor> list(String digest, String artifactType)
      throws IOException, InterruptedException {
    HttpCall call =
        HttpCall.get(RegistryConnection.path(repository, "referrers", digest))
            .header("Accept", INDEX)
            .query("artifactType", artifactType);
    List<ContentDescriptor> found = new ArrayList<>();
    List<HttpAnswer> pages = connection.pages(call, "what refers to " + digest);
    for (HttpAnswer page : pages) {
      add(found, page.json());
    }
    if (pages.isEmpty()) {
      add(found, JSON.readTree(tagged(digest)));
    }
    // a registry may ignore the filter, and the tag knows none
    found.removeIf(d -> artifactType != null && !artifactType.equals(d.artifactType()));
    return found;
  }

  private static void add(List<ContentDescriptor> to, JsonNode index) {
    index.path("manifests").forEach(m -> to.add(ContentDescriptor.read(m)));
  }

  /**
   * Attaches one file to an image. The same content gives the same digest, so doing it again
   * changes nothing.
   *
   * @param subject the image's manifest or index, which is there
   * @param type of artifact and content, such as {@code application/vnd.cyclonedx+json}
   * @param annotations of the referrer, such as its creation
   */
  public Attached attach(
      Manifest subject, String type, byte[] content, Map<String, String> annotations)
      throws IOException, InterruptedException {
    byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
    client.uploadBlob(repository, empty);
    client.uploadBlob(repository, content);
    ObjectNode json = JSON.createObjectNode();
    json.put("schemaVersion", 2).put("mediaType", MANIFEST).put("artifactType", type);
    descriptor(EMPTY, empty).write(json.putObject("config"));
    descriptor(type, content).write(json.putArray("layers").addObject());
    new ContentDescriptor(subject.mediaType(), subject.digest(), subject.size(), null, Map.of())
        .write(json.putObject("subject"));
    ObjectNode notes = json.putObject("annotations");
    annotations.forEach(notes::put);
    Manifest manifest = Manifest.read(MANIFEST, JSON.writeValueAsBytes(json));
    HttpAnswer answer = client.put(repository, manifest, manifest.digest());
    ContentDescriptor referrer =
        new ContentDescriptor(MANIFEST, manifest.digest(), manifest.size(), type, annotations);
    boolean byTag = answer.header("OCI-Subject").isEmpty();
    if (byTag) {
      addToTag(subject.digest(), referrer);
    }
    return new Attached(referrer, byTag);
  }

  private static ContentDescriptor descriptor(String type, byte[] content) {
    return new ContentDescriptor(type, Manifest.digestOf(content), content.length, null, Map.of());
  }

  private byte[] tagged(String digest) throws IOException, InterruptedException {
    Optional<Manifest> index = client.manifest(repository, fallbackTag(digest));
    return index.isPresent() ? index.get().bytes() : "{}".getBytes(StandardCharsets.UTF_8);
  }

  private void addToTag(String digest, ContentDescriptor referrer)
      throws IOException, InterruptedException {
    List<ContentDescriptor> all = new ArrayList<>();
    add(all, JSON.readTree(tagged(digest)));
    if (all.stream().anyMatch(d -> d.digest().equals(referrer.digest()))) {
      return;
    }
    all.add(referrer);
    ObjectNode index = JSON.createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", INDEX);
    ArrayNode manifests = index.putArray("manifests");
    all.forEach(d -> d.write(manifests.addObject()));
    Manifest list = Manifest.read(INDEX, JSON.writeValueAsBytes(index));
    client.put(repository, list, fallbackTag(digest));
  }
}
