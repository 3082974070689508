package io.jenkins.plugins.paas.image;

import hudson.model.Run;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.platform.PaasScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which tags an image gets. */
final class BuildTags {

  private BuildTags() {}

  /**
   * The image's own tag and the argument's; where there are neither, the version of {@code
   * withPaas}, else the number of the build.
   */
  static List<String> of(
      List<String> argument, ImageReference image, PaasScope scope, Run<?, ?> run) {
    Set<String> tags = new LinkedHashSet<>();
    if (image.tag() != null) {
      tags.add(image.tag());
    }
    tags.addAll(argument);
    if (tags.isEmpty() && scope != null && scope.getVersion() != null) {
      tags.add(scope.getVersion());
    }
    if (tags.isEmpty()) {
      tags.add(Integer.toString(run.getNumber()));
    }
    return List.copyOf(tags);
  }
}
