package io.jenkins.plugins.paas.monitoring;

import hudson.Extension;
import io.jenkins.plugins.paas.monitoring.prometheus.Outcome;
import io.jenkins.plugins.paas.monitoring.prometheus.RegisteredGroup;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.LeftOvers;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Targets that jobs of this controller registered and that are gone now. */
@Extension
public final class TargetLeftOvers implements LeftOvers {

  @Override
  public String title() {
    return "Scrape targets";
  }

  @Override
  public List<LeftOver> find(Platform platform) throws IOException {
    List<LeftOver> found = new ArrayList<>();
    Optional<RegisteredTargets> targets = RegisteredTargets.of(platform);
    if (targets.isEmpty()) {
      return found;
    }
    for (RegisteredGroup group : targets.get().registered()) {
      if (isLeftOver(group)) {
        found.add(
            new LeftOver(
                id(group),
                group.registration() + " of application " + group.application(),
                group.owner().job(),
                "its job is gone"));
      }
    }
    return found;
  }

  @Override
  public boolean remove(Platform platform, LeftOver leftOver) throws IOException {
    Optional<RegisteredTargets> targets = RegisteredTargets.of(platform);
    if (targets.isPresent()) {
      for (RegisteredGroup group : targets.get().registered()) {
        if (id(group).equals(leftOver.id()) && isLeftOver(group)) {
          return targets.get().unregister(group.application(), group.registration())
              == Outcome.REMOVED;
        }
      }
    }
    return false;
  }

  private static boolean isLeftOver(RegisteredGroup group) {
    return ThisController.id().equals(group.owner().controller())
        && Jenkins.get().getItemByFullName(group.owner().job()) == null;
  }

  private static String id(RegisteredGroup group) {
    return group.application() + " " + group.registration() + " " + group.owner().job();
  }
}
