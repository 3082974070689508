package io.jenkins.plugins.paas.environment.plan;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an environment answers from outside: its first Ingress, else HTTPRoute, else Service of
 * type LoadBalancer. What these promise, not what answers.
 */
public final class OutsideUrl {

  private static final List<String> KINDS = List.of("Ingress", "HTTPRoute", "Service");

  private OutsideUrl() {}

  /** Reads those of the objects that can have one. */
  public static Optional<String> of(KubeSession session, List<ObjectRef> refs)
      throws KubeFailure, InterruptedException {
    List<KubeObject> objects = new ArrayList<>();
    for (ObjectRef ref : refs) {
      if (KINDS.contains(ref.kind())) {
        session.get(ref).ifPresent(objects::add);
      }
    }
    return of(objects);
  }

  /** The URL by the objects as they are; those of other kinds have none. */
  public static Optional<String> of(List<KubeObject> objects) {
    return objects.stream()
        .filter(object -> KINDS.contains(object.kind()))
        .sorted(Comparator.comparing(object -> KINDS.indexOf(object.kind())))
        .map(OutsideUrl::of)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> of(KubeObject object) {
    return switch (object.kind()) {
      case "Ingress" -> ingress(object);
      case "HTTPRoute" -> route(object);
      default -> service(object);
    };
  }

  private static Optional<String> ingress(KubeObject ingress) {
    String host =
        ingress.maps("spec", "rules").stream()
            .map(rule -> text(rule.get("host")))
            .filter(name -> !name.isEmpty())
            .findFirst()
            .or(() -> address(ingress))
            .orElse("");
    if (host.isEmpty()) {
      return Optional.empty();
    }
    boolean tls =
        ingress.maps("spec", "tls").stream()
            .anyMatch(
                one ->
                    !(one.get("hosts") instanceof List<?> hosts)
                        || hosts.isEmpty()
                        || hosts.contains(host));
    return Optional.of((tls ? "https://" : "http://") + host);
  }

  // the gateway, which may be another team's, decides on TLS; the name alone is certain
  private static Optional<String> route(KubeObject route) {
    return route.at("spec", "hostnames") instanceof List<?> names && !names.isEmpty()
        ? Optional.of("https://" + names.get(0))
        : Optional.empty();
  }

  private static Optional<String> service(KubeObject service) {
    List<Map<String, Object>> ports = service.maps("spec", "ports");
    if (!service.text("spec", "type").equals("LoadBalancer") || ports.isEmpty()) {
      return Optional.empty();
    }
    String port = text(ports.get(0).get("port"));
    return address(service)
        .map(
            host ->
                switch (port) {
                  case "80" -> "http://" + host;
                  case "443" -> "https://" + host;
                  default -> "http://" + host + ":" + port;
                });
  }

  private static Optional<String> address(KubeObject object) {
    return object.maps("status", "loadBalancer", "ingress").stream()
        .map(at -> at.get("hostname") != null ? at.get("hostname") : at.get("ip"))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .findFirst();
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
