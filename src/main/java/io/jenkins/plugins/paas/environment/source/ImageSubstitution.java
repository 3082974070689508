package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.Manifest;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the images that were built into the manifests: {@code api} replaces every container image
 * whose name without registry and tag is {@code api} or ends with {@code /api}.
 */
public final class ImageSubstitution {

  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  private final Map<String, ImageReference> images;
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> names = new TreeSet<>();

  private ImageSubstitution(Map<String, ImageReference> images) {
    this.images = images;
  }

  /**
   * Changes the manifests.
   *
   * @throws ManifestFailure for a key that no image matches, with the nearest that there is
   */
  public static void apply(Map<String, ImageReference> images, List<Manifest> manifests)
      throws ManifestFailure {
    ImageSubstitution substitution = new ImageSubstitution(images);
    for (Manifest manifest : manifests) {
      substitution.visit(manifest.object().tree());
    }
    for (String key : images.keySet()) {
      if (!substitution.used.contains(key)) {
        throw new ManifestFailure(
            "images: no container of the manifests has an image named '"
                + key
                + "'."
                + (substitution.names.isEmpty()
                    ? " There are no containers at all."
                    : NearestName.hint(key, substitution.names)));
      }
    }
  }

  // wherever a pod template is, custom resources included
  private void visit(Object value) {
    if (value instanceof Map<?, ?> map) {
      KubeObject object = new KubeObject(stringKeys(map));
      for (String list : CONTAINERS) {
        object.maps(list).forEach(this::replace);
      }
      map.values().forEach(this::visit);
    } else if (value instanceof List<?> list) {
      list.forEach(this::visit);
    }
  }

  private void replace(Map<String, Object> container) {
    if (!(container.get("image") instanceof String text)) {
      return;
    }
    ImageReference image;
    try {
      image = ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      return; // a placeholder of another tool, which the cluster will refuse if it stays
    }
    names.add(image.name());
    images.forEach(
        (key, replacement) -> {
          if (image.repository().equals(key) || image.name().equals(key)) {
            container.put("image", replacement.toString());
            used.add(key);
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> stringKeys(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
