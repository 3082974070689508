package io.jenkins.plugins.paas.logging.elastic;

import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.util.ArrayList;
import java.util.List;

/** What is to be made, changed and left, and what each change means. Nothing is done yet. */
public final class AssetPlan {

  /** Carries out one change; may say how it went instead of what was planned. */
  interface Change {
    /**
     * @return another outcome than the planned one, or {@code null}
     */
    String apply(ElasticApi api) throws HttpFailure, ElasticFailure, InterruptedException;
  }

  private record Step(LogAssets.Asset asset, String plan, Change change) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void keep(String kind, String name) {
    steps.add(new Step(new LogAssets.Asset(kind, name, "unchanged"), null, null));
  }

  void change(String kind, String name, String plan, String outcome, Change change) {
    steps.add(new Step(new LogAssets.Asset(kind, name, outcome), plan, change));
  }

  void note(String text) {
    notes.add(text);
  }

  /** Whether there is anything to do. */
  public boolean isEmpty() {
    return steps.stream().allMatch(step -> step.change() == null);
  }

  /** One line a change, then what there is to know about them. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Step step : steps) {
      if (step.change() != null) {
        lines.add(step.plan() + " " + step.asset().kind() + " " + step.asset().name());
      }
    }
    lines.addAll(notes);
    return lines;
  }

  /** Carries it out, in order. */
  public List<LogAssets.Asset> apply(ElasticApi api)
      throws HttpFailure, ElasticFailure, InterruptedException {
    List<LogAssets.Asset> assets = new ArrayList<>();
    for (Step step : steps) {
      LogAssets.Asset asset = step.asset();
      String other = step.change() == null ? null : step.change().apply(api);
      assets.add(other == null ? asset : new LogAssets.Asset(asset.kind(), asset.name(), other));
    }
    return assets;
  }
}
