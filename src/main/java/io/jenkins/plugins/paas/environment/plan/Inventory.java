package io.jenkins.plugins.paas.environment.plan;

import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.NamespaceObject;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an environment holds now, and its removal. */
public final class Inventory {

  private final KubeSession session;
  private final EnvironmentName name;

  public Inventory(KubeSession session, EnvironmentName name) {
    this.session = session;
    this.name = name;
  }

  /** The namespace, or empty where there is no such environment. */
  public Optional<KubeObject> namespace() throws KubeFailure, InterruptedException {
    return session.get(NamespaceObject.ref(name));
  }

  /**
   * Every object that carries the environment's marks, whatever its kind, but for its revisions;
   * kinds that may not be listed are left out.
   */
  public List<KubeObject> objects() throws KubeFailure, InterruptedException {
    List<KubeObject> objects = new ArrayList<>();
    for (ApiType type : session.types().listable()) {
      if (!type.namespaced()) {
        continue;
      }
      try {
        for (KubeObject object : session.list(type, name.namespace(), Ownership.selector(name))) {
          if (object.text("metadata", "labels", Revision.LABEL).isEmpty()) {
            objects.add(object);
          }
        }
      } catch (KubeFailure e) {
        if (e.kind() != KubeFailure.Kind.FORBIDDEN && e.status() != 405) {
          throw e;
        }
      }
    }
    return objects;
  }

  /**
   * Asks for the namespace's removal with all that is in it.
   *
   * @param data allows the loss of persistent volume claims
   * @return whether there was anything to remove
   * @throws ManifestFailure when it is not this suite's, or holds data
   */
  public boolean remove(boolean data) throws KubeFailure, ManifestFailure, InterruptedException {
    Optional<KubeObject> live = namespace();
    if (live.isEmpty()) {
      return false;
    }
    if (!Ownership.isOf(live.get(), name)) {
      throw new ManifestFailure(
          "The namespace '"
              + name.namespace()
              + "' was not made by paasProvision for environment "
              + name.environment()
              + " of "
              + name.application()
              + " (label "
              + Ownership.MANAGED_BY
              + "), so it is not removed.");
    }
    if (!data) {
      ApiType type = session.types().require("v1", "PersistentVolumeClaim");
      List<String> claims =
          session.list(type, name.namespace(), "").stream().map(KubeObject::name).toList();
      if (!claims.isEmpty()) {
        throw new ManifestFailure(
            "The namespace '"
                + name.namespace()
                + "' holds data (PersistentVolumeClaim "
                + String.join(", ", claims)
                + "). Remove it with pruneData: true.");
      }
    }
    return session.delete(NamespaceObject.ref(name));
  }
}
