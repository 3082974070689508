package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Which product answers, and its version.
 *
 * @param openSearch OpenSearch, otherwise Elasticsearch
 * @param version as it says itself, {@code 2.19.1}
 */
public record ElasticProduct(boolean openSearch, String version) {

  /**
   * Reads the answer of {@code GET /}.
   *
   * @throws ElasticFailure when it is neither product, or a version that lacks composable templates
   */
  static ElasticProduct of(JsonNode root, String uri) throws ElasticFailure {
    String number = root.path("version").path("number").asText("");
    // an OpenSearch told to pose as 7.10.2 (compatibility.override_main_response_version) keeps its
    // tagline
    boolean openSearch =
        root.path("version").path("distribution").asText("").equals("opensearch")
            || root.path("tagline").asText("").contains("OpenSearch");
    boolean elastic = root.path("tagline").asText("").equals("You Know, for Search");
    if (number.isEmpty() || !openSearch && !elastic) {
      throw new ElasticFailure(
          "GET "
              + uri
              + "/ is answered by neither Elasticsearch nor OpenSearch. Is the URL of the"
              + " platform's Elasticsearch right?");
    }
    ElasticProduct product = new ElasticProduct(openSearch, number);
    if (!openSearch && (product.part(0) < 7 || product.part(0) == 7 && product.part(1) < 8)) {
      throw new ElasticFailure(
          product + " at " + uri + " is too old: composable index templates begin with 7.8.");
    }
    return product;
  }

  private int part(int index) {
    String[] parts = version.split("[.-]");
    try {
      return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public String toString() {
    return (openSearch ? "OpenSearch " : "Elasticsearch ") + version;
  }
}
