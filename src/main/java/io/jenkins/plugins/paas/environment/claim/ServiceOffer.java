package io.jenkins.plugins.paas.environment.claim;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What the platform says about one kind of data service.
 *
 * @param template the template that it concerns
 * @param form a form's name, or {@code null}: by endpoint and hosting
 * @param endpoint {@code host:port} of a cluster that others run, or {@code null}
 * @param login its credentials, or {@code null}
 * @param settings what the chosen form wants to know of the platform: zones, networks, classes
 */
public record ServiceOffer(
    String template, String form, String endpoint, Login login, Map<String, Object> settings) {

  public ServiceOffer {
    settings = settings == null ? Map.of() : settings;
  }

  /** Nothing is said: the platform's hosting alone decides. */
  public static ServiceOffer none(String template) {
    return new ServiceOffer(template, null, null, null, Map.of());
  }

  /** User and password, read when they are needed and never kept. */
  public record Login(String user, Supplier<String> password) {}
}
