package io.jenkins.embedded.platform.kube.objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal in the shape that an API server gives it: a {@code Status} with reason, code, details
 * and causes (apimachinery, api/errors/errors.go).
 */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;
  private final transient ObjectNode details = Json.object();

  public ApiFailure(int code, String reason, String message) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public static ApiFailure badRequest(String message) {
    return new ApiFailure(400, "BadRequest", message);
  }

  public static ApiFailure notFound(ResourceType type, String name) {
    return new ApiFailure(404, "NotFound", type.id() + " \"" + name + "\" not found")
        .about(type, name);
  }

  public static ApiFailure noSuchResource() {
    return new ApiFailure(404, "NotFound", "the server could not find the requested resource");
  }

  public static ApiFailure alreadyExists(ResourceType type, String name) {
    return new ApiFailure(409, "AlreadyExists", type.id() + " \"" + name + "\" already exists")
        .about(type, name);
  }

  public static ApiFailure conflict(ResourceType type, String name, String why) {
    return new ApiFailure(
            409,
            "Conflict",
            "Operation cannot be fulfilled on " + type.id() + " \"" + name + "\": " + why)
        .about(type, name);
  }

  public static ApiFailure stale(ResourceType type, String name) {
    return conflict(
        type,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  public static ApiFailure forbidden(ResourceType type, String name, String why) {
    return new ApiFailure(403, "Forbidden", type.id() + " \"" + name + "\" is forbidden: " + why)
        .about(type, name);
  }

  /**
   * 422 for one field.
   *
   * @param causeReason FieldValueRequired or FieldValueInvalid
   * @param problem "Required value" or "Invalid value: …"
   */
  public static ApiFailure invalid(
      ResourceType type, String name, String field, String causeReason, String problem) {
    ApiFailure failure =
        new ApiFailure(
                422,
                "Invalid",
                type.groupKind() + " \"" + name + "\" is invalid: " + field + ": " + problem)
            .about(type, name);
    failure.details.put("kind", type.kind());
    return failure.cause(causeReason, problem, field);
  }

  private ApiFailure about(ResourceType type, String name) {
    details.put("name", name);
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural());
    return this;
  }

  public ApiFailure cause(String causeReason, String message, String field) {
    ArrayNode causes = details.withArray("causes");
    causes.addObject().put("reason", causeReason).put("message", message).put("field", field);
    return this;
  }

  public ObjectNode status() {
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    return status.put("code", code);
  }
}
