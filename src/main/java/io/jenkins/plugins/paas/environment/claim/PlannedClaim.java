package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A claim whose form is chosen. Holds no secret: the login is asked when the binding is made. */
public final class PlannedClaim {

  private final ClaimTemplate template;
  private final ClaimForm form;
  private final ClaimRequest request;
  private final Map<String, Object> values;
  private final ServiceOffer.Login login;
  private final ServiceEndpoint endpoint;

  PlannedClaim(
      ClaimTemplate template,
      ClaimForm form,
      ClaimRequest request,
      Map<String, Object> values,
      ServiceOffer.Login login,
      ServiceEndpoint endpoint) {
    this.template = template;
    this.form = form;
    this.request = request;
    this.values = values;
    this.login = login;
    this.endpoint = endpoint;
  }

  public ClaimRequest request() {
    return request;
  }

  /** The form's name. */
  public String form() {
    return form.name();
  }

  /** The service's type by servicebinding.io. */
  public String type() {
    return template.type();
  }

  /** The cluster that others run, or empty. */
  public Optional<ServiceEndpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** What to apply at once; objects are new at each call. */
  public List<KubeObject> objects() throws ClaimFailure {
    return render(form.objects(), values);
  }

  /** Secrets of the namespace whose {@code password} is made once. */
  List<String> passwords() throws ClaimFailure {
    List<String> names = new ArrayList<>();
    for (String name : form.passwords()) {
      names.add(placeholders(values).text(name));
    }
    return names;
  }

  /** Whether its objects may belong to the whole cluster. */
  boolean isOutside() {
    return template.outside();
  }

  ClaimForm chosen() {
    return form;
  }

  /** What to apply when the outputs are known. */
  List<KubeObject> bound(Map<String, Object> outputs) throws ClaimFailure {
    Map<String, Object> more = new LinkedHashMap<>(values);
    outputs.forEach((key, value) -> more.put("outputs." + key, value));
    return render(form.bound(), more);
  }

  /** The form's outputs, filled but for what secrets and configuration maps hold. */
  Map<String, Object> outputs() throws ClaimFailure {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put("login.user", login == null ? null : login.user());
    more.put("login.password", login == null ? null : login.password().get());
    return placeholders(more).fill(form.outputs());
  }

  private List<KubeObject> render(List<Map<String, Object>> manifests, Map<String, Object> with)
      throws ClaimFailure {
    List<KubeObject> objects = new ArrayList<>();
    for (Map<String, Object> manifest : manifests) {
      Map<String, Object> tree = placeholders(with).fill(manifest);
      TerraformWorkspace.close(tree, variables());
      objects.add(new KubeObject(tree));
    }
    return objects;
  }

  private Map<String, Object> variables() {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("instance", values.get("namespace") + "-" + request.name());
    values.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          String name = key.substring(dot + 1);
          if (dot > 0 && value != null && !TerraformWorkspace.settings().contains(name)) {
            variables.put(name, value);
          }
        });
    return variables;
  }

  private Placeholders placeholders(Map<String, Object> with) {
    return new Placeholders(with, "template " + template.name() + ", form " + form.name());
  }

  @Override
  public String toString() {
    return request + " by " + form.name();
  }
}
