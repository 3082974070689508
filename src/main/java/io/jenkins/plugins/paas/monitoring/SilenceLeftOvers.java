package io.jenkins.plugins.paas.monitoring;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.monitoring.alertmanager.AlertmanagerApi;
import io.jenkins.plugins.paas.monitoring.alertmanager.BuildSilence;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.LeftOvers;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Silences whose builds run no more. They lapse by themselves within minutes; here at once. */
@Extension
public final class SilenceLeftOvers implements LeftOvers {

  @Override
  public String title() {
    return "Silences";
  }

  @Override
  public List<LeftOver> find(Platform platform) throws IOException, InterruptedException {
    List<LeftOver> found = new ArrayList<>();
    if (platform.getAlertmanager() == null) {
      return found;
    }
    try (HttpCaller caller = caller(platform)) {
      for (BuildSilence one : leftOver(new AlertmanagerApi(caller))) {
        found.add(
            new LeftOver(
                one.silence().id(),
                "silence " + one.silence().id() + ", until " + one.silence().endsAt(),
                one.run(),
                "its build is over"));
      }
    }
    return found;
  }

  @Override
  public boolean remove(Platform platform, LeftOver leftOver)
      throws IOException, InterruptedException {
    try (HttpCaller caller = caller(platform)) {
      AlertmanagerApi api = new AlertmanagerApi(caller);
      for (BuildSilence one : leftOver(api)) {
        if (one.silence().id().equals(leftOver.id())) {
          api.expire(leftOver.id());
          return true;
        }
      }
    }
    return false;
  }

  private static List<BuildSilence> leftOver(AlertmanagerApi api)
      throws IOException, InterruptedException {
    return api.ofBuilds(ThisController.id()).stream()
        .filter(one -> !isBuilding(one.run()))
        .toList();
  }

  private static boolean isBuilding(String id) {
    Run<?, ?> run = Run.fromExternalizableId(id);
    return run != null && run.isBuilding();
  }

  private static HttpCaller caller(Platform platform) throws IOException {
    return HttpCaller.to(
        TargetConnection.to(platform.getAlertmanager(), "Alertmanager", null, null).build());
  }
}
