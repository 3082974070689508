package io.jenkins.plugins.paas.environment;

import hudson.Extension;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep.Swept;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.EnvironmentEnd;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.LeftOvers;
import io.jenkins.plugins.paas.platform.Platform;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Previews that {@link PreviewSweeper} would remove at its next turn. */
@Extension
public final class PreviewLeftOvers implements LeftOvers {

  @Override
  public String title() {
    return "Previews";
  }

  @Override
  public List<LeftOver> find(Platform platform) throws IOException, InterruptedException {
    List<LeftOver> found = new ArrayList<>();
    if (platform.getCluster() == null) {
      return found;
    }
    try (KubeSession session = EnvironmentSite.open(platform, null, null)) {
      for (Swept one : sweep(session).leftOver(Instant.now())) {
        String what = "namespace " + one.namespace();
        found.add(new LeftOver(one.uid(), what, one.run(), one.reason()));
      }
    }
    return found;
  }

  @Override
  public boolean remove(Platform platform, LeftOver leftOver)
      throws IOException, InterruptedException {
    try (KubeSession session = EnvironmentSite.open(platform, null, null)) {
      Optional<Swept> removed = sweep(session).remove(leftOver.id(), Instant.now());
      if (removed.isPresent()) {
        EnvironmentEnd.endAll(platform, removed.get().application(), removed.get().namespace());
      }
      return removed.isPresent();
    }
  }

  private static PreviewSweep sweep(KubeSession session) {
    return new PreviewSweep(session, EnvironmentSite.controller(), PreviewSweeper::build);
  }
}
