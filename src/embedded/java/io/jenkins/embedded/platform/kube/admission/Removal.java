package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * DeleteOptions.
 *
 * @param propagation Background, Foreground or Orphan
 * @param graceSeconds negative for the object's own period
 * @param uid "" or the precondition
 * @param version "" or the precondition on resourceVersion
 */
public record Removal(
    String propagation, long graceSeconds, String uid, String version, boolean dryRun) {

  public static Removal now() {
    return new Removal("Background", 0, "", "", false);
  }

  public static Removal graceful() {
    return new Removal("Background", -1, "", "", false);
  }

  public static Removal of(JsonNode body, String grace, String propagation, boolean dryRun) {
    long seconds =
        body.path("gracePeriodSeconds").asLong(grace == null ? -1 : Long.parseLong(grace));
    String how = body.path("propagationPolicy").asText(propagation == null ? "" : propagation);
    if (body.path("orphanDependents").asBoolean()) {
      how = "Orphan";
    }
    JsonNode preconditions = body.path("preconditions");
    return new Removal(
        how.isEmpty() ? "Background" : how,
        seconds,
        preconditions.path("uid").asText(""),
        preconditions.path("resourceVersion").asText(""),
        dryRun || body.path("dryRun").toString().contains("All"));
  }
}
