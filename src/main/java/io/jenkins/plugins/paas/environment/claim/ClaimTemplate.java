package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of data service and the forms it takes. Immutable.
 *
 * @param name such as {@code postgres}
 * @param type the service's type by servicebinding.io, such as {@code postgresql}
 * @param outside whether its objects may belong to the whole cluster
 */
public record ClaimTemplate(
    String name,
    String description,
    String type,
    Map<String, Object> settings,
    List<ClaimForm> forms,
    boolean outside) {

  private static final String PLACE = "Manage Jenkins, System, PaaS, data services";

  @SuppressWarnings("unchecked")
  static ClaimTemplate of(Map<String, Object> tree) {
    return new ClaimTemplate(
        (String) tree.get("template"),
        (String) tree.get("description"),
        (String) tree.get("type"),
        (Map<String, Object>) tree.getOrDefault("settings", Map.of()),
        ((List<Map<String, Object>>) tree.get("forms")).stream().map(ClaimForm::of).toList(),
        true);
  }

  /** The same, for objects of the environment's namespace only. */
  ClaimTemplate inside() {
    return new ClaimTemplate(name, description, type, settings, forms, false);
  }

  /**
   * Chooses the form and fills it; nothing is asked of any cluster.
   *
   * @param offer what the platform says of this service
   * @throws ClaimFailure for settings that the schema refuses, or where the platform says too
   *     little
   */
  public PlannedClaim plan(ClaimRequest request, ServiceOffer offer, ClaimPlace place)
      throws ClaimFailure {
    ClaimForm form = choose(request, offer, place.hosting());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", request.name());
    values.put("namespace", place.environment().namespace());
    values.put("application", place.environment().application());
    values.put("environment", place.environment().environment());
    new SettingsSchema(settings)
        .check(request.settings(), request + ", settings")
        .forEach((key, value) -> values.put("settings." + key, value));
    String what = request + ", form " + form.name() + " (" + PLACE + ")";
    new SettingsSchema(form.platform())
        .check(offer.settings(), what)
        .forEach((key, value) -> values.put("platform." + key, value));
    ServiceEndpoint endpoint = null;
    if (form.isExternal()) {
      if (offer.endpoint() == null) {
        throw new ClaimFailure(what + ": the endpoint (host:port) of the cluster is missing");
      }
      endpoint = ServiceEndpoint.parse(offer.endpoint());
      values.put("endpoint.host", endpoint.host());
      values.put("endpoint.port", endpoint.port());
    }
    return new PlannedClaim(this, form, request, values, offer.login(), endpoint);
  }

  /**
   * What must be there before claims can be met, whatever they ask for.
   *
   * @param hosting the platform's
   * @throws ClaimFailure where no form fits
   */
  public ServiceNeed need(ServiceOffer offer, String hosting) throws ClaimFailure {
    return ServiceNeed.of(
        this, choose("claims of template '" + name + "'", offer, hosting), offer.endpoint());
  }

  private ClaimForm choose(Object request, ServiceOffer offer, String hosting) throws ClaimFailure {
    String wanted =
        offer.form() == null && offer.endpoint() != null ? ClaimForm.EXTERNAL : offer.form();
    Optional<ClaimForm> found =
        forms.stream()
            .filter(f -> wanted == null ? f.hosting().contains(hosting) : f.name().equals(wanted))
            .findFirst();
    List<String> names = forms.stream().map(ClaimForm::name).toList();
    return found.orElseThrow(
        () ->
            new ClaimFailure(
                wanted == null
                    ? request
                        + ": no form of it belongs to hosting '"
                        + hosting
                        + "'. Choose one under "
                        + PLACE
                        + ": "
                        + String.join(", ", names)
                    : request
                        + ": there is no form '"
                        + wanted
                        + "'."
                        + NearestName.hint(wanted, names)));
  }
}
