package io.jenkins.plugins.paas.monitoring;

import hudson.Extension;
import io.jenkins.plugins.paas.monitoring.prometheus.FileSd;
import io.jenkins.plugins.paas.monitoring.prometheus.HttpSdStore;
import io.jenkins.plugins.paas.monitoring.prometheus.Outcome;
import io.jenkins.plugins.paas.monitoring.prometheus.RegisteredGroup;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.HttpSdRegistration;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.LeftOvers;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Registration;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.IOException;
import java.nio.file.Path;
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
    Optional<Targets> targets = targets(platform);
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
    Optional<Targets> targets = targets(platform);
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

  /** Where registrations are, whatever reads them. */
  private interface Targets {
    List<RegisteredGroup> registered() throws IOException;

    Outcome unregister(String application, String registration) throws IOException;
  }

  private record InFiles(FileSd files) implements Targets {
    @Override
    public List<RegisteredGroup> registered() throws IOException {
      return files.registered();
    }

    @Override
    public Outcome unregister(String application, String registration) throws IOException {
      return files.unregister(application, registration);
    }
  }

  private record Served(HttpSdStore store) implements Targets {
    @Override
    public List<RegisteredGroup> registered() throws IOException {
      return store.registered();
    }

    @Override
    public Outcome unregister(String application, String registration) throws IOException {
      return store.unregister(application, registration);
    }
  }

  private static Optional<Targets> targets(Platform platform) {
    Registration registration =
        platform.getPrometheus() == null ? null : platform.getPrometheus().getRegistration();
    if (registration instanceof HttpSdRegistration) {
      return Optional.of(new Served(HttpSdStores.get().of(platform.getName())));
    }
    return registration instanceof FileSdRegistration files && files.getDirectory() != null
        ? Optional.of(new InFiles(new FileSd(Path.of(files.getDirectory()))))
        : Optional.empty();
  }
}
