package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.core.wait.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The custom resource definitions of one apply: what they define, and when it is served. */
final class Definitions {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 100;

  private final KubeSession session;
  private final List<KubeObject> definitions;

  Definitions(KubeSession session, List<KubeObject> definitions) {
    this.session = session;
    this.definitions = definitions;
  }

  /** Whether the object's kind will be there only when one of these definitions is applied. */
  boolean isOnlyPlanned(KubeObject object) throws KubeFailure, InterruptedException {
    for (KubeObject definition : definitions) {
      if (ApiTypes.defines(definition, object.apiVersion(), object.kind())) {
        return session.types().find(object.apiVersion(), object.kind()).isEmpty();
      }
    }
    return false;
  }

  /**
   * Waits until each is established and its kinds are discovered.
   *
   * @throws KubeFailure when names collide with another definition's, or it takes half a minute
   */
  void awaitServed() throws KubeFailure, InterruptedException {
    Deadline deadline = Deadline.after(PATIENCE);
    for (KubeObject definition : definitions) {
      while (!isServed(definition)) {
        if (deadline.expired()) {
          throw new KubeFailure(
              KubeFailure.Kind.STATUS,
              503,
              definition
                  + " is applied, but the cluster does not serve its kind after "
                  + PATIENCE.toSeconds()
                  + " s.",
              null);
        }
        new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private boolean isServed(KubeObject definition) throws KubeFailure, InterruptedException {
    KubeObject live = session.get(definition.ref()).orElse(definition);
    Map<String, Object> names = live.condition("NamesAccepted");
    if ("False".equals(names.get("status"))) {
      throw new KubeFailure(
          KubeFailure.Kind.INVALID,
          0,
          definition
              + " is not served: "
              + names.get("message")
              + ". Another definition has the same names; remove one of the two.",
          null);
    }
    if (!"True".equals(live.condition("Established").get("status"))) {
      return false;
    }
    String kind = definition.text("spec", "names", "kind");
    for (Map<String, Object> version : definition.maps("spec", "versions")) {
      String api = definition.text("spec", "group") + "/" + KubeObject.text(version, "name");
      if (Boolean.TRUE.equals(version.get("served")) && session.types().find(api, kind).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
