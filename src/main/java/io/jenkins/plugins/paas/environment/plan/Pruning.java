package io.jenkins.plugins.paas.environment.plan;

import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.Outcome;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Removes what an environment had and has no more: objects of its revisions that this suite still
 * owns. What holds data goes only when that is asked for.
 */
public final class Pruning {

  private final KubeSession session;
  private final EnvironmentName name;
  private final Consumer<String> log;

  /**
   * @param log learns what is removed, and what is left and why
   */
  public Pruning(KubeSession session, EnvironmentName name, Consumer<String> log) {
    this.session = session;
    this.name = name;
    this.log = log;
  }

  /**
   * Removes, or says what would be removed.
   *
   * @param wanted what the environment is made of now
   * @param claims the names of its claims: what was made for them stays, bound yet or not
   * @param data allows the loss of volumes and of what claims made
   */
  public List<Applied> prune(
      Collection<ObjectRef> wanted, Collection<String> claims, boolean data, boolean dryRun)
      throws KubeFailure, InterruptedException {
    Set<String> kept = new HashSet<>();
    wanted.forEach(ref -> kept.add(key(ref)));
    List<Applied> pruned = new ArrayList<>();
    for (ObjectRef ref : new Revisions(session, name).refs()) {
      if (!kept.add(key(ref)) || session.types().find(ref.apiVersion(), ref.kind()).isEmpty()) {
        continue;
      }
      Optional<KubeObject> live = session.get(ref);
      boolean claimed = live.isPresent() && claims.contains(claim(live.get()));
      if (live.isPresent() && !claimed && mayGo(live.get(), data)) {
        if (!dryRun) {
          session.delete(ref);
        }
        log.accept(ref + (dryRun ? " would be pruned" : " pruned"));
        pruned.add(new Applied(ref, Outcome.PRUNED, live, Optional.empty(), ""));
      }
    }
    return pruned;
  }

  // a version may have changed since
  private static String key(ObjectRef ref) {
    return ref.group() + "/" + ref.kind() + "/" + ref.namespace() + "/" + ref.name();
  }

  private boolean mayGo(KubeObject live, boolean data) {
    if (!live.text("metadata", "deletionTimestamp").isEmpty()) {
      return false;
    }
    String head = live.ref() + " is no part of the environment any more, and is left: ";
    if (!Ownership.isOf(live, name) || !isApplied(live)) {
      log.accept(head + "it is not this suite's (labels, field manager)");
      return false;
    }
    if (!data && holdsData(live)) {
      log.accept(head + "it may hold data (pruneData: true removes it)");
      return false;
    }
    return true;
  }

  private static boolean isApplied(KubeObject live) {
    return live.maps("metadata", "managedFields").stream()
        .anyMatch(
            entry ->
                ServerSideApply.FIELD_MANAGER.equals(entry.get("manager"))
                    && "Apply".equals(entry.get("operation")));
  }

  private static boolean holdsData(KubeObject live) {
    return live.kind().equals("PersistentVolumeClaim") || !claim(live).isEmpty();
  }

  private static String claim(KubeObject live) {
    return live.text("metadata", "labels", Ownership.CLAIM);
  }
}
