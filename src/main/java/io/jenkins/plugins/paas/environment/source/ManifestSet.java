package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.kube.ApiType;
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

  private final List<Manifest> manifests;

  private ManifestSet(List<Manifest> manifests) {
    this.manifests = manifests;
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
    return new ManifestSet(all);
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
      requireNamespaced(manifest, types);
      String stated = object.namespace();
      if (!stated.isEmpty() && !stated.equals(name.namespace())) {
        throw new ManifestFailure(
            manifest.place()
                + ": "
                + object
                + " names the namespace '"
                + stated
                + "', but environment "
                + name.environment()
                + " is '"
                + name.namespace()
                + "'. Leave metadata.namespace out.");
      }
      try {
        ReadinessRules.check(object);
      } catch (IllegalArgumentException e) {
        throw new ManifestFailure(manifest.place() + ": " + object + ": " + e.getMessage());
      }
      object.ensure("metadata").put("namespace", name.namespace());
      Manifest twin = seen.put(object.ref().group() + " " + object.ref(), manifest);
      if (twin != null) {
        throw new ManifestFailure(
            manifest.place() + ": " + object + " is there already, from " + twin.place());
      }
      Ownership.mark(object, name);
      objects.add(object);
    }
    return objects;
  }

  private static void requireNamespaced(Manifest manifest, ApiTypes types)
      throws KubeFailure, ManifestFailure, InterruptedException {
    KubeObject object = manifest.object();
    ApiType type;
    try {
      type = types.require(object.apiVersion(), object.kind());
    } catch (KubeFailure e) {
      throw e.kind() == KubeFailure.Kind.UNKNOWN_KIND
          ? new KubeFailure(e.kind(), e.status(), manifest.place() + ": " + e.getMessage(), e)
          : e;
    }
    if (!type.namespaced()) {
      throw new ManifestFailure(
          manifest.place()
              + ": "
              + object
              + " belongs to the whole cluster, not to an environment"
              + (object.kind().equals("Namespace")
                  ? "; the namespace is made by the step itself."
                  : ". An administrator applies it once for the cluster."));
    }
  }
}
