package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.util.Optional;

/**
 * Types of fields, checked against the fabric8 model classes, which are generated from Kubernetes'
 * own OpenAPI: a misspelt field or a number where a text belongs is refused, not ignored.
 */
final class Schema {
  private static final ObjectMapper STRICT = strict();
  private static final String MODEL = "io.fabric8.kubernetes.api.model.";

  private Schema() {}

  private static ObjectMapper strict() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                LogicalType.Textual,
                c -> {
                  c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                  c.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                  c.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
            .withCoercionConfig(
                LogicalType.Integer,
                c -> c.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .withCoercionConfig(
                LogicalType.Boolean,
                c -> {
                  c.setCoercion(CoercionInputShape.String, CoercionAction.Fail);
                  c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                })
            .build();
    // the models collect unknown fields; here they must be noticed
    mapper.setAnnotationIntrospector(
        new JacksonAnnotationIntrospector() {
          private static final long serialVersionUID = 1L;

          @Override
          public Boolean hasAnySetter(Annotated annotated) {
            return false;
          }
        });
    return mapper;
  }

  static void check(ResourceType type, ObjectNode object) {
    Optional<Class<?>> model = model(type);
    if (model.isEmpty()) {
      return;
    }
    ObjectNode content = object.deepCopy();
    // fieldsV1 and CRD schemas are free-form trees that the models only half describe
    Json.ensure(content, "metadata").remove("managedFields");
    if (type.kind().equals("CustomResourceDefinition")) {
      return;
    }
    try {
      STRICT.treeToValue(content, model.get());
    } catch (UnrecognizedPropertyException e) {
      throw ApiFailure.badRequest(
          "failed to create typed patch object ("
              + (type.namespaced() ? Json.namespace(object) + "/" : "/")
              + Json.name(object)
              + "; "
              + type.apiVersion()
              + ", Kind="
              + type.kind()
              + "): "
              + path(e)
              + ": field not declared in schema");
    } catch (JsonProcessingException e) {
      String where = e instanceof JsonMappingException m ? path(m) : "";
      throw ApiFailure.badRequest(
          type.kind()
              + " in version \""
              + type.version()
              + "\" cannot be handled as a "
              + type.kind()
              + ": "
              + where
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (Reference step : e.getPath()) {
      path.append(
          step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
    }
    return path.toString();
  }

  private static Optional<Class<?>> model(ResourceType type) {
    if (!type.isBuiltIn()) {
      return Optional.empty();
    }
    String group =
        switch (type.group()) {
          case "" -> "";
          case "networking.k8s.io" -> "networking.v1.";
          case "rbac.authorization.k8s.io" -> "rbac.";
          case "discovery.k8s.io" -> "discovery.v1.";
          case "coordination.k8s.io" -> "coordination.v1.";
          case "storage.k8s.io" -> "storage.";
          case "apps" -> "apps.";
          default -> type.group().replace(".k8s.io", "") + ".v1.";
        };
    try {
      String name = MODEL + group + type.kind();
      return Optional.of(Class.forName(name, false, Schema.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
