package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.QuotaAdmission;
import io.jenkins.embedded.platform.kube.fields.Quantities;
import io.jenkins.embedded.platform.kube.objects.Json;

/** Writes what a namespace uses into its quotas' status. */
final class QuotaController implements Controller {
  private final Cluster cluster;
  private final QuotaAdmission usage;

  QuotaController(Cluster cluster) {
    this.cluster = cluster;
    this.usage = new QuotaAdmission(cluster.store());
  }

  @Override
  public void reconcile() {
    for (ObjectNode quota : cluster.list("resourcequotas")) {
      JsonNode hard = Json.at(quota, "spec", "hard");
      ObjectNode used = Json.object();
      Json.texts(hard)
          .forEach(
              (resource, limit) ->
                  used.put(
                      resource,
                      Quantities.display(usage.used(Json.namespace(quota), resource), limit)));
      cluster.status(
          "resourcequotas",
          quota,
          q -> {
            ObjectNode status = Json.ensure(q, "status");
            status.set("hard", hard.deepCopy());
            status.set("used", used);
          });
    }
  }
}
