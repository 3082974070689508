package io.jenkins.plugins.paas.monitoring;

import hudson.Extension;
import io.jenkins.plugins.paas.monitoring.prometheus.Outcome;
import io.jenkins.plugins.paas.monitoring.prometheus.RegisteredGroup;
import io.jenkins.plugins.paas.platform.EnvironmentEnd;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends the registrations of an environment's Services with it; otherwise Prometheus would go on
 * asking addresses that are gone, and say that they are down.
 */
@Extension
public final class TargetsOfEnvironment implements EnvironmentEnd {

  @Override
  public List<String> end(Platform platform, String application, String namespace)
      throws IOException {
    List<String> ended = new ArrayList<>();
    Optional<RegisteredTargets> targets = RegisteredTargets.of(platform);
    if (targets.isEmpty()) {
      return ended;
    }
    for (RegisteredGroup group : targets.get().registered()) {
      if (group.application().equals(application)
          && group.registration().startsWith(namespace + "/")
          && ThisController.id().equals(group.owner().controller())
          && targets.get().unregister(application, group.registration()) == Outcome.REMOVED) {
        ended.add("registration " + group.registration() + " at Prometheus ended");
      }
    }
    return ended;
  }
}
