package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.time.Duration;
import java.util.Set;

/**
 * What must be there before a template's claims can be met on a platform.
 *
 * @param form the form that the platform would use
 * @param operator whose kind must be served, for messages; {@code null} for none
 * @param endpoint {@code host:port} that must answer; {@code null} for none
 */
public record ServiceNeed(
    String template,
    String type,
    String form,
    String operator,
    String apiVersion,
    String kind,
    String endpoint) {

  private static final Duration GREETING = Duration.ofSeconds(8);

  static ServiceNeed of(ClaimTemplate template, ClaimForm form, String endpoint) {
    return new ServiceNeed(
        template.name(),
        template.type(),
        form.name(),
        form.operator(),
        form.apiVersion(),
        form.kind(),
        form.isExternal() ? endpoint : null);
  }

  /** Whether nothing must be there. */
  public boolean isNothing() {
    return operator == null && endpoint == null;
  }

  /**
   * Whether the cluster serves the operator's kind.
   *
   * @param groups the API groups that it serves
   */
  public boolean isServed(KubeSession session, Set<String> groups)
      throws KubeFailure, InterruptedException {
    String group = apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    return (group.isEmpty() || groups.contains(group))
        && session.types().find(apiVersion, kind).isPresent();
  }

  /**
   * Connects to the endpoint, and sees whether it speaks the service's protocol.
   *
   * @return what was seen
   * @throws ClaimFailure when nobody answers, or something else does
   */
  public String greeting() throws ClaimFailure {
    return ServiceGreeting.of(type, ServiceEndpoint.parse(endpoint), GREETING);
  }
}
