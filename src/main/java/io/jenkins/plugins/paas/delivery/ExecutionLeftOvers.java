package io.jenkins.plugins.paas.delivery;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.GateFailure;
import io.jenkins.plugins.paas.delivery.gate.Release;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.LeftOvers;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Executions that were to end with their build, and still run: the abort's cancellation did not
 * arrive, or the controller was killed. What a build left running on purpose is none.
 */
@Extension
public final class ExecutionLeftOvers implements LeftOvers {

  @Override
  public String title() {
    return "Spinnaker executions";
  }

  @Override
  public List<LeftOver> find(Platform platform) throws IOException, InterruptedException {
    List<LeftOver> found = new ArrayList<>();
    if (platform.getSpinnaker() == null || platform.getSpinnaker().getUrl() == null) {
      return found;
    }
    for (Release release : gate(platform).unfinished(ThisController.id())) {
      if (!isWatched(release)) {
        found.add(
            new LeftOver(
                release.execution().id(),
                "execution "
                    + release.execution().id()
                    + " of "
                    + release.execution().application()
                    + "/"
                    + release.execution().name(),
                release.build(),
                "its build has ended"));
      }
    }
    return found;
  }

  @Override
  public boolean remove(Platform platform, LeftOver leftOver)
      throws IOException, InterruptedException {
    GateClient gate = gate(platform);
    Release release;
    try {
      release = gate.release(leftOver.id());
    } catch (GateFailure e) {
      if (e.kind() == GateFailure.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
    boolean ours = release.owner().equals(ThisController.id());
    if (!ours || isWatched(release) || release.execution().isComplete()) {
      return false;
    }
    gate.cancel(leftOver.id(), "Jenkins build " + release.build() + " has ended");
    return true;
  }

  private static boolean isWatched(Release release) {
    if (!release.build().matches("(?s).+#\\d{1,9}")) {
      return true; // nobody knows whose it is
    }
    Run<?, ?> run = Run.fromExternalizableId(release.build());
    return run != null && run.isBuilding();
  }

  private static GateClient gate(Platform platform) throws IOException {
    return SpinnakerAccess.connect(platform.getSpinnaker(), null, null).client();
  }
}
