package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpFailure;

/**
 * The role of a shipper and of people who read: it may add lines to one target and read them.
 * Bodies as Elasticsearch's "Create or update roles" and OpenSearch's "Access control API" say.
 */
final class LogRole {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LogTarget target;
  private final boolean openSearch;

  LogRole(LogTarget target, boolean openSearch) {
    this.target = target;
    this.openSearch = openSearch;
  }

  String name() {
    return "paas-" + target;
  }

  ObjectNode body() {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode indices = body.putArray(openSearch ? "index_permissions" : "indices").addObject();
    var names = indices.putArray(openSearch ? "index_patterns" : "names");
    names.add(target.name());
    // an alias' own indices, and a data stream's in OpenSearch, are checked by their names as well
    names.add(target + "-0*");
    if (openSearch) {
      names.add(".ds-" + target + "-0*");
      indices.putArray("allowed_actions").add("create_index").add("write").add("read");
    } else {
      indices.putArray("privileges").add("create_doc").add("auto_configure").add("read");
    }
    return body;
  }

  /**
   * Makes it.
   *
   * @return {@code null}, or why there is none: no security, or a credential that may not make
   *     roles
   */
  String put(ElasticApi api) throws HttpFailure, InterruptedException {
    HttpCall call =
        openSearch
            ? HttpCall.put("_plugins", "_security", "api", "roles", name())
            : HttpCall.put("_security", "role", name());
    HttpAnswer answer = api.send(call.json(body()));
    return switch (answer.status()) {
      case 400, 404, 405, 500 -> "not made: security is not on (" + Reason.of(answer) + ")";
      case 403 ->
          "not made: the credential lacks "
              + (openSearch ? "the REST API's role permission" : "the privilege manage_security")
              + "; make it by hand, or let the shipper use another one";
      default -> {
        answer.requireSuccess();
        yield null;
      }
    };
  }
}
