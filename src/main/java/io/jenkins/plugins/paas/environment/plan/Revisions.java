package io.jenkins.plugins.paas.environment.plan;

import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The last ten revisions of an environment, in its namespace. */
public final class Revisions {

  /** How many are kept. */
  public static final int KEPT = 10;

  private final KubeSession session;
  private final EnvironmentName name;

  public Revisions(KubeSession session, EnvironmentName name) {
    this.session = session;
    this.name = name;
  }

  /** Oldest first; none where the namespace is not there. */
  List<Revision> all() throws KubeFailure, InterruptedException {
    ApiType secrets = session.types().require("v1", "Secret");
    List<Revision> all = new ArrayList<>();
    for (KubeObject secret :
        session.list(secrets, name.namespace(), Ownership.selector(name) + "," + Revision.LABEL)) {
      all.add(Revision.read(secret));
    }
    all.sort(Comparator.comparingInt(Revision::number));
    return all;
  }

  /**
   * Records what is about to be applied, unless the last revision says the same.
   *
   * @param objects of the environment's namespace; others are left out
   */
  void record(List<KubeObject> objects, Ownership.Maker maker)
      throws KubeFailure, InterruptedException {
    List<Revision> all = all();
    int number = all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
    Revision next =
        Revision.of(
            number, objects.stream().filter(o -> o.namespace().equals(name.namespace())).toList());
    if (!all.isEmpty() && next.saysTheSameAs(all.get(all.size() - 1))) {
      return;
    }
    write(next, maker);
    for (Revision old : all.subList(0, Math.max(0, all.size() + 1 - KEPT))) {
      session.delete(old.ref(name.namespace()));
    }
  }

  /** Adds what was made after the last revision was recorded, such as what binds a claim. */
  void add(List<ObjectRef> refs, Ownership.Maker maker) throws KubeFailure, InterruptedException {
    List<Revision> all = all();
    if (!all.isEmpty() && !all.get(all.size() - 1).refs().containsAll(refs)) {
      write(all.get(all.size() - 1).with(refs), maker);
    }
  }

  private void write(Revision revision, Ownership.Maker maker)
      throws KubeFailure, InterruptedException {
    new ServerSideApply(session, true, false, applied -> {})
        .apply(List.of(revision.secret(name, maker)));
  }

  /** Every object that any of the kept revisions had. */
  Set<ObjectRef> refs() throws KubeFailure, InterruptedException {
    Set<ObjectRef> refs = new LinkedHashSet<>();
    for (Revision revision : all()) {
      refs.addAll(revision.refs());
    }
    return refs;
  }

  /**
   * The objects of a revision.
   *
   * @param which its number, or how far back from the last: -1 is the one before
   * @throws ManifestFailure where there is none, with those that there are
   */
  public List<KubeObject> objects(int which)
      throws KubeFailure, ManifestFailure, InterruptedException {
    List<Revision> all = all();
    int wanted = which > 0 || all.isEmpty() ? which : all.get(all.size() - 1).number() + which;
    for (Revision revision : all) {
      if (revision.number() == wanted) {
        if (revision.objects().isEmpty()) {
          throw new ManifestFailure(
              "revision " + wanted + " of " + name.namespace() + " was too large to be kept");
        }
        return revision.objects();
      }
    }
    throw new ManifestFailure(
        "There is no revision "
            + which
            + " of "
            + name.namespace()
            + (all.isEmpty()
                ? ": it has none yet."
                : ": it has "
                    + all.get(0).number()
                    + " to "
                    + all.get(all.size() - 1).number()
                    + "."));
  }
}
