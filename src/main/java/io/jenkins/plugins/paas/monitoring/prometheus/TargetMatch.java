package io.jenkins.plugins.paas.monitoring.prometheus;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Which of the targets that a server knows belong to one registration, by how the server discovered
 * them. Immutable.
 */
public final class TargetMatch implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How the server learns of the targets. */
  private enum Way {
    FILE,
    HTTP,
    POOL,
    ANNOTATIONS
  }

  private final Way way;
  private final String registration;
  private final String place;

  private TargetMatch(Way way, String registration, String place) {
    this.way = way;
    this.registration = registration;
    this.place = place;
  }

  /**
   * By a target file.
   *
   * @param file its name, without its directory: Prometheus may see it elsewhere
   */
  public static TargetMatch file(String registration, String file) {
    return new TargetMatch(Way.FILE, registration, file);
  }

  /**
   * By a document that the server asks for.
   *
   * @param path the end of its URL, such as {@code /paas/sd/staging}
   */
  public static TargetMatch http(String registration, String path) {
    return new TargetMatch(Way.HTTP, registration, path);
  }

  /**
   * By a resource of the Prometheus operator.
   *
   * @param pool how its scrape pools begin, such as {@code serviceMonitor/shop/api}
   */
  public static TargetMatch pool(String registration, String pool) {
    return new TargetMatch(Way.POOL, registration, pool);
  }

  /** By the annotations of a Service. */
  public static TargetMatch annotations(String namespace, String service) {
    return new TargetMatch(Way.ANNOTATIONS, namespace + "/" + service, "");
  }

  public String registration() {
    return registration;
  }

  /** How many of the registration's targets the server still scrapes. */
  public long countActive(List<ScrapeTarget> targets) {
    return targets.stream().filter(t -> !t.isDropped()).filter(this::isOurs).count();
  }

  boolean isOurs(ScrapeTarget target) {
    Map<String, String> labels = target.discoveredLabels();
    boolean named = registration.equals(labels.get(TargetGroup.REGISTRATION));
    return switch (way) {
      case FILE -> named && isAt(labels.getOrDefault("__meta_filepath", ""));
      case HTTP -> named && labels.getOrDefault("__meta_url", "").endsWith(place);
      case POOL -> target.pool().equals(place) || target.pool().startsWith(place + "/");
      case ANNOTATIONS ->
          registration.equals(
              labels.get("__meta_kubernetes_namespace")
                  + "/"
                  + labels.get("__meta_kubernetes_service_name"));
    };
  }

  private boolean isAt(String path) {
    return path.equals(place) || path.endsWith("/" + place) || path.endsWith("\\" + place);
  }

  /** Where the target is; relabelling by annotations changes the address that was discovered. */
  String address(ScrapeTarget target) {
    if (way != Way.ANNOTATIONS || target.url().isEmpty()) {
      return target.address();
    }
    String authority = URI.create(target.url()).getAuthority();
    return authority == null ? target.address() : authority;
  }

  /** What to look at when the server does not know an address. */
  String advice() {
    return switch (way) {
      case FILE ->
          "does a scrape_config have file_sd_configs that read "
              + place
              + " in the registration's directory?";
      case HTTP ->
          "does a scrape_config have http_sd_configs with the URL of this Jenkins and "
              + place
              + ", and does its token have Overall/Read and PaaS/View?";
      case POOL ->
          "has the operator written the scrape pool "
              + place
              + " into its configuration, and has Prometheus loaded that? Look at the operator's"
              + " log.";
      case ANNOTATIONS ->
          "does a scrape_config have kubernetes_sd_configs of role endpoints that keep what has"
              + " the annotation prometheus.io/scrape?";
    };
  }

  /** Whose relabelling drops a target. */
  String configuration() {
    return switch (way) {
      case FILE -> "the scrape_config that reads " + place;
      case HTTP -> "the scrape_config that asks " + place;
      case POOL -> "the scrape pool " + place;
      case ANNOTATIONS -> "the scrape_config of the endpoints";
    };
  }
}
