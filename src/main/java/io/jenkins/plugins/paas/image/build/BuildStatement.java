package io.jenkins.plugins.paas.image.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a tool states that it built or pushed: a digest or image id alone, or the metadata file of
 * buildctl and buildx, which is JSON.
 */
public final class BuildStatement {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BuildStatement() {}

  /**
   * The digest of what was pushed, or the image's id where nothing was.
   *
   * @throws BuildFailure when the text names neither
   */
  public static String digest(String text) throws BuildFailure {
    String stated = text.strip();
    if (stated.startsWith("{")) {
      JsonNode json = json(stated);
      String pushed = json.path("containerimage.digest").asText("");
      stated = pushed.isEmpty() ? json.path("containerimage.config.digest").asText("") : pushed;
    }
    if (!stated.matches("sha256:[0-9a-f]{64}")) {
      throw new BuildFailure("the builder's result file names no digest of an image");
    }
    return stated;
  }

  private static JsonNode json(String text) throws BuildFailure {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BuildFailure("the builder's result file is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
