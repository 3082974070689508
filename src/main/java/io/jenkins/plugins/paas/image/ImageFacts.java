package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.step.ImageResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a release keeps of an image. */
final class ImageFacts {

  private ImageFacts() {}

  /**
   * @param more what was found out about it, such as the place of its SBOM
   */
  static Map<String, Object> of(ImageResult result, Map<String, Object> more) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("reference", result.getReference());
    facts.put("digest", result.getDigest());
    facts.put("tags", result.getTags());
    facts.put("mediaType", result.getMediaType());
    facts.put("sizeBytes", result.getSizeBytes());
    facts.put("layers", (long) result.getLayers().size());
    facts.put("builder", result.getBuilder());
    facts.putAll(more);
    return facts;
  }
}
