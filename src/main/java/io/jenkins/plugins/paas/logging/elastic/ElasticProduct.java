package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Which product answers, and its version.
 *
 * @param openSearch OpenSearch, otherwise Elasticsearch
 * @param version as it says itself, {@code 2.19.1}
 * @param flavor the distribution, {@code default}, {@code oss} or {@code unknown}; OpenSearch has
 *     none
 */
public record ElasticProduct(boolean openSearch, String version, String flavor) {

  /** How a product keeps indices no longer than they are wanted. */
  public enum Lifecycle {
    /** Index lifecycle management of Elasticsearch. */
    ILM,
    /** Index state management of OpenSearch. */
    ISM
  }

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
    ElasticProduct product =
        new ElasticProduct(
            openSearch, number, root.path("version").path("build_flavor").asText(""));
    if (!openSearch && (product.part(0) < 7 || product.part(0) == 7 && product.part(1) < 8)) {
      throw new ElasticFailure(
          product + " at " + uri + " is too old: composable index templates begin with 7.8.");
    }
    return product;
  }

  /**
   * Whether there are data streams: in OpenSearch and Elasticsearch 8 always, in the default
   * distribution of Elasticsearch from 7.9 on, never in the Apache-licensed one. Empty where the
   * server does not say what it is, and has to be asked.
   */
  Optional<Boolean> dataStreams() {
    if (openSearch || part(0) >= 8) {
      return Optional.of(true);
    }
    return switch (flavor) {
      case "default" -> Optional.of(part(1) >= 9);
      case "oss" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** What it would have; whether it is really installed is only seen by asking it. */
  Lifecycle lifecycle() {
    return openSearch ? Lifecycle.ISM : Lifecycle.ILM;
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
