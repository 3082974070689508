package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.kube.ApiTypes;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.Manifest;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.kube.ManifestReader;
import io.jenkins.plugins.paas.kube.readiness.ReadinessRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manifests of an environment, read and with the images that were built. */
public final class ManifestSet {

  private static final String ALLOWED = " outsideNamespace of the platform's cluster.";

  private final List<Manifest> manifests;
  private final boolean outside;

  private ManifestSet(List<Manifest> manifests, boolean outside) {
    this.manifests = manifests;
    this.outside = outside;
  }

  /**
   * The same manifests, which may also hold objects of other namespaces and of the whole cluster.
   * These are not marked as the environment's, so they stay when it goes.
   */
  public ManifestSet allowedOutside(boolean allowed) {
    return new ManifestSet(manifests, allowed);
  }

  /** Reads every text and puts the images in; no I/O. */
  public static ManifestSet read(List<SourceText> texts, Map<String, ImageReference> images)
      throws YamlFailure, ManifestFailure {
    List<Manifest> all = new ArrayList<>();
    for (SourceText text : texts) {
      all.addAll(ManifestReader.read(text.text(), text.source()));
    }
    if (all.size() > ManifestReader.MAX_OBJECTS) {
      throw new ManifestFailure("more than " + ManifestReader.MAX_OBJECTS + " objects");
    }
    ImageSubstitution.apply(images, all);
    return new ManifestSet(all, false);
  }

  /**
   * The objects as they are to be in the environment's namespace, marked as its own.
   *
   * @throws ManifestFailure for what belongs to another namespace or to the whole cluster, and for
   *     an object that is there twice
   */
  public List<KubeObject> objects(EnvironmentName name, ApiTypes types)
      throws KubeFailure, ManifestFailure, InterruptedException {
    Map<String, Manifest> seen = new LinkedHashMap<>();
    List<KubeObject> objects = new ArrayList<>();
    for (Manifest manifest : manifests) {
      KubeObject object = manifest.object().copy();
      boolean namespaced = isNamespaced(manifest, types);
      requireAllowed(manifest, namespaced, name);
      try {
        ReadinessRules.check(object);
      } catch (IllegalArgumentException e) {
        throw new ManifestFailure(manifest.place() + ": " + object + ": " + e.getMessage());
      }
      boolean own = namespaced && isOwn(object, name);
      if (own) {
        object.ensure("metadata").put("namespace", name.namespace());
      }
      Manifest twin =
          seen.put(object.ref().group() + " " + object.namespace() + " " + object.ref(), manifest);
      if (twin != null) {
        throw new ManifestFailure(
            manifest.place() + ": " + object + " is there already, from " + twin.place());
      }
      if (own) {
        Ownership.mark(object, name);
      }
      objects.add(object);
    }
    return objects;
  }

  private static boolean isOwn(KubeObject object, EnvironmentName name) {
    return object.namespace().isEmpty() || object.namespace().equals(name.namespace());
  }

  private void requireAllowed(Manifest manifest, boolean namespaced, EnvironmentName name)
      throws ManifestFailure {
    KubeObject object = manifest.object();
    String head = manifest.place() + ": " + object;
    if (object.kind().equals("Namespace")) {
      throw new ManifestFailure(
          head
              + " belongs to the whole cluster, not to an environment; the namespace is made by the"
              + " step itself.");
    }
    if (outside) {
      return;
    }
    if (!namespaced) {
      throw new ManifestFailure(
          head
              + " belongs to the whole cluster, not to an environment. An administrator applies it"
              + " once for the cluster, or allows such objects by"
              + ALLOWED);
    }
    if (!isOwn(object, name)) {
      throw new ManifestFailure(
          head
              + " names the namespace '"
              + object.namespace()
              + "', but environment "
              + name.environment()
              + " is '"
              + name.namespace()
              + "'. Leave metadata.namespace out; or an administrator allows such objects by"
              + ALLOWED);
    }
  }

  /** A kind that is not served yet may be defined by another of these manifests. */
  private boolean isNamespaced(Manifest manifest, ApiTypes types)
      throws KubeFailure, InterruptedException {
    KubeObject object = manifest.object();
    for (Manifest other : manifests) {
      if (ApiTypes.defines(other.object(), object.apiVersion(), object.kind())) {
        return other.object().text("spec", "scope").equals("Namespaced");
      }
    }
    try {
      return types.require(object.apiVersion(), object.kind()).namespaced();
    } catch (KubeFailure e) {
      throw e.kind() == KubeFailure.Kind.UNKNOWN_KIND
          ? new KubeFailure(e.kind(), e.status(), manifest.place() + ": " + e.getMessage(), e)
          : e;
    }
  }
}
