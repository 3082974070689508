package io.jenkins.embedded.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.embedded.platform.shipper.LogTargets;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which data stream a pod's lines go to: the pod's annotation says it. Thread-safe. */
final class AnnotatedLogTargets implements LogTargets {

  private static final String ANNOTATION = "paas.jenkins.io/log-target";

  private final HttpCaller kubernetes;
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

  AnnotatedLogTargets(URI kubernetes, String token) {
    this.kubernetes =
        HttpCaller.to(
            HttpEndpoint.at(kubernetes).authentication(Authentication.bearer(() -> token)).build());
  }

  @Override
  public Optional<String> targetOf(String namespace, String pod) {
    Optional<String> target = known.get(namespace + "/" + pod);
    if (target != null) {
      return target;
    }
    try {
      HttpAnswer answer =
          kubernetes.send(HttpCall.get("api", "v1", "namespaces", namespace, "pods", pod));
      if (!answer.isSuccess()) {
        return Optional.empty(); // gone meanwhile, or not there yet: asked again with the next line
      }
      JsonNode annotation = answer.json().at("/metadata/annotations").path(ANNOTATION);
      target = annotation.isTextual() ? Optional.of(annotation.asText()) : Optional.empty();
      known.put(namespace + "/" + pod, target);
      return target;
    } catch (HttpFailure e) {
      return Optional.empty(); // the API is ending; the shipper asks again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
