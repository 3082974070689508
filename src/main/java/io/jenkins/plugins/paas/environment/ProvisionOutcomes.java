package io.jenkins.plugins.paas.environment;

import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.step.ObjectResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of an environment's objects, and which of them are waited for. */
final class ProvisionOutcomes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<ObjectRef> awaited = new ArrayList<>();
  private final ArrayList<ObjectResult> results = new ArrayList<>();

  /** Takes what an apply answered; of an apply repeated after a crash the first one's is kept. */
  void keep(List<Applied> applied) {
    boolean again = results.size() == applied.size();
    awaited.clear();
    applied.forEach(one -> awaited.add(one.ref()));
    if (!again) {
      results.clear();
      applied.forEach(one -> results.add(result(one)));
    }
  }

  void add(Applied one) {
    awaited.add(one.ref());
    results.add(result(one));
  }

  /** What is gone is not waited for. */
  void gone(Applied one) {
    results.add(result(one));
  }

  List<ObjectRef> awaited() {
    return awaited;
  }

  List<ObjectResult> results() {
    return results;
  }

  /** {@code 5 created, 2 unchanged}. */
  String summary() {
    Map<String, Long> counts = new LinkedHashMap<>();
    results.forEach(o -> counts.merge(o.getOutcome(), 1L, Long::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((outcome, count) -> parts.add(count + " " + outcome));
    return String.join(", ", parts);
  }

  /** The objects as texts. */
  ArrayList<Object> texts() {
    ArrayList<Object> texts = new ArrayList<>();
    results.forEach(o -> texts.add(o.toString()));
    return texts;
  }

  private static ObjectResult result(Applied one) {
    ObjectRef ref = one.ref();
    return new ObjectResult(
        ref.kind(),
        ref.name(),
        ref.namespace().isEmpty() ? null : ref.namespace(),
        one.outcome().word());
  }
}
