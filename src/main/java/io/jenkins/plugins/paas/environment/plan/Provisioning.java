package io.jenkins.plugins.paas.environment.plan;

import io.jenkins.plugins.paas.core.plan.TextDiff;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.ManifestSet;
import io.jenkins.plugins.paas.environment.source.NamespaceObject;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.kube.Outcome;
import io.jenkins.plugins.paas.kube.PlainView;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings an environment to what it is to be, or says what that would change. Idempotent. */
public final class Provisioning {

  /** Of one object, in a plan or a drift report. */
  static final int MOST_DIFF_LINES = 400;

  private final KubeSession session;
  private final EnvironmentName name;
  private final Consumer<String> log;

  /**
   * @param log gets a line on each change
   */
  public Provisioning(KubeSession session, EnvironmentName name, Consumer<String> log) {
    this.session = session;
    this.name = name;
    this.log = log;
  }

  /**
   * Everything that the environment is made of.
   *
   * @param more what claims of data services and other arguments are made of
   */
  public record Desired(
      ManifestSet manifests,
      List<KubeObject> more,
      Map<String, String> quota,
      Map<String, String> limits,
      Ownership.Maker maker) {}

  /**
   * Applies it all.
   *
   * @param force takes over fields that others manage
   * @return one entry an object, the namespace first where it is ours
   */
  public List<Applied> apply(Desired desired, boolean force)
      throws KubeFailure, ManifestFailure, InterruptedException {
    Optional<KubeObject> live = session.get(NamespaceObject.ref(name));
    List<KubeObject> objects = objects(desired, live);
    log.accept(
        "applying "
            + objects.size()
            + (objects.size() == 1 ? " object to namespace " : " objects to namespace ")
            + name.namespace()
            + " at "
            + session.access().endpoint().baseUri());
    List<KubeObject> content = namespaceApart(objects);
    ServerSideApply apply = new ServerSideApply(session, force, false, this::tell);
    List<Applied> applied =
        new ArrayList<>(apply.apply(objects.subList(0, objects.size() - content.size())));
    record(content, desired.maker());
    applied.addAll(apply.apply(content));
    return applied;
  }

  private static List<KubeObject> namespaceApart(List<KubeObject> objects) {
    boolean first = !objects.isEmpty() && objects.get(0).kind().equals("Namespace");
    return first ? objects.subList(1, objects.size()) : objects;
  }

  // before the apply: what a failing one made is known to the next
  private void record(List<KubeObject> objects, Ownership.Maker maker)
      throws KubeFailure, InterruptedException {
    try {
      new Revisions(session, name).record(objects, maker);
    } catch (KubeFailure e) {
      if (e.kind() != KubeFailure.Kind.FORBIDDEN) {
        throw e;
      }
      log.accept("no revision is recorded, and nothing is pruned: " + e.getMessage());
    }
  }

  /**
   * What somebody changed by hand since the last revision.
   *
   * @return the outcomes that applying it again would have, and the lines that tell it
   */
  public Plan drift() throws KubeFailure, ManifestFailure, InterruptedException {
    List<KubeObject> last = new Revisions(session, name).objects(0);
    List<Applied> again = new ServerSideApply(session, false, true, applied -> {}).apply(last);
    return new Plan(again, String.join("\n", Drift.lines(again)));
  }

  /** Applies more objects of the environment, such as what binds a claim. */
  public List<Applied> add(List<KubeObject> objects, Ownership.Maker maker)
      throws KubeFailure, InterruptedException {
    List<Applied> applied =
        new ServerSideApply(session, false, false, this::tell).apply(ours(objects));
    try {
      new Revisions(session, name).add(applied.stream().map(Applied::ref).toList(), maker);
    } catch (KubeFailure e) {
      if (e.kind() != KubeFailure.Kind.FORBIDDEN) {
        throw e; // said when the revision was not recorded
      }
    }
    return applied;
  }

  private List<KubeObject> ours(List<KubeObject> objects) throws KubeFailure, InterruptedException {
    for (KubeObject object : objects) {
      if (session.types().require(object.apiVersion(), object.kind()).namespaced()) {
        object.ensure("metadata").put("namespace", name.namespace());
      }
      Ownership.mark(object, name);
    }
    return objects;
  }

  /**
   * What {@link #apply} would change, by the server's own dry run; secret values are not shown.
   *
   * @return the diff; empty where nothing would change
   */
  public Plan plan(Desired desired, boolean force)
      throws KubeFailure, ManifestFailure, InterruptedException {
    Optional<KubeObject> live = session.get(NamespaceObject.ref(name));
    List<KubeObject> objects = objects(desired, live);
    List<Applied> wouldBe = new ArrayList<>();
    if (live.isPresent()) {
      wouldBe.addAll(new ServerSideApply(session, force, true, applied -> {}).apply(objects));
    } else {
      log.accept(
          "namespace "
              + name.namespace()
              + " does not exist yet, so the cluster checks it alone; the plan of its content is"
              + " the manifests'");
      wouldBe.addAll(
          new ServerSideApply(session, force, true, applied -> {}).apply(objects.subList(0, 1)));
      for (KubeObject object : objects.subList(1, objects.size())) {
        wouldBe.add(
            new Applied(object.ref(), Outcome.CREATED, Optional.empty(), Optional.of(object), ""));
      }
    }
    return new Plan(wouldBe, text(wouldBe));
  }

  /** The outcomes that an apply would have, and the diff as text. */
  public record Plan(List<Applied> outcomes, String text) {}

  private List<KubeObject> objects(Desired desired, Optional<KubeObject> live)
      throws KubeFailure, ManifestFailure, InterruptedException {
    List<KubeObject> objects = new ArrayList<>();
    Optional<KubeObject> namespace = NamespaceObject.desired(name, desired.maker(), live);
    if (namespace.isEmpty()) {
      log.accept(
          "namespace "
              + name.namespace()
              + " was made by somebody else: it is used as it is, and paasDestroy will not remove"
              + " it");
    }
    namespace.ifPresent(objects::add);
    objects.addAll(NamespaceObject.limits(name, desired.quota(), desired.limits()).values());
    objects.addAll(ours(desired.more()));
    objects.addAll(desired.manifests().objects(name, session.types()));
    return objects;
  }

  private void tell(Applied applied) {
    if (applied.outcome() != Outcome.UNCHANGED) {
      log.accept(applied.ref() + " " + applied.outcome().word());
    }
  }

  static String plain(KubeObject object) {
    return YamlText.write(PlainView.of(object));
  }

  private static String text(List<Applied> all) {
    StringBuilder text = new StringBuilder();
    for (Applied applied : all) {
      if (applied.outcome() == Outcome.UNCHANGED) {
        continue;
      }
      String before = applied.before().map(Provisioning::plain).orElse("");
      if (applied.outcome() == Outcome.CONFLICT) {
        text.append(applied.ref()).append(" would conflict\n");
        applied.note().lines().forEach(line -> text.append("  ").append(line).append('\n'));
        continue;
      }
      String after = applied.after().map(Provisioning::plain).orElse("");
      text.append(applied.ref()).append(" would be ").append(applied.outcome().word()).append('\n');
      TextDiff.unified(applied.ref().toString(), before, after, MOST_DIFF_LINES)
          .forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.toString();
  }
}
