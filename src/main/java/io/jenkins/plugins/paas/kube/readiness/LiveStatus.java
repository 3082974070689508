package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objects as they are now, by one request a kind and namespace. */
final class LiveStatus {

  private final Map<ObjectRef, KubeObject> live = new HashMap<>();

  /** Reads these and what operators make for them. */
  LiveStatus(KubeSession session, List<ObjectRef> objects)
      throws KubeFailure, InterruptedException {
    Set<ObjectRef> wanted = new HashSet<>(objects);
    Map<List<String>, List<ObjectRef>> groups = new LinkedHashMap<>();
    for (ObjectRef ref : objects) {
      add(groups, ref);
      for (ObjectRef companion : OperatorRules.companions(ref)) {
        wanted.add(companion);
        add(groups, companion);
      }
    }
    for (List<ObjectRef> group : groups.values()) {
      ObjectRef first = group.get(0);
      if (group.size() == 1) {
        session.get(first).ifPresent(object -> live.put(first, object));
        continue;
      }
      ApiType type = session.types().require(first.apiVersion(), first.kind());
      for (KubeObject object : session.list(type, first.namespace(), "")) {
        if (wanted.contains(object.ref())) {
          live.put(object.ref(), object);
        }
      }
    }
  }

  private static void add(Map<List<String>, List<ObjectRef>> groups, ObjectRef ref) {
    groups
        .computeIfAbsent(
            List.of(ref.apiVersion(), ref.kind(), ref.namespace()), k -> new ArrayList<>())
        .add(ref);
  }

  /** The object, or empty where there is none. */
  Optional<KubeObject> of(ObjectRef ref) {
    return Optional.ofNullable(live.get(ref));
  }
}
