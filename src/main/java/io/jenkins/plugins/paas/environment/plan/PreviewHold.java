package io.jenkins.plugins.paas.environment.plan;

import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.NamespaceObject;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A preview's namespace as a lock: whoever's field manager set the holder has it, and the API
 * server refuses a second one. It goes with the namespace.
 */
public final class PreviewHold {

  /** Which step of which build holds it. */
  public static final String HOLDER = "paas.jenkins.io/holder";

  /** When the sweeper may remove it, ISO 8601. */
  public static final String EXPIRES = "paas.jenkins.io/expires";

  /** When its controller last saw its build running, ISO 8601; the sweeper's own field. */
  public static final String HEARTBEAT = "paas.jenkins.io/heartbeat";

  /** Marks the namespaces of previews. */
  public static final String PREVIEW = "paas.jenkins.io/preview";

  private final KubeSession session;
  private final EnvironmentName name;
  private final String holder;

  /**
   * @param holder the step's key: the same after a restart of the controller
   */
  public PreviewHold(KubeSession session, EnvironmentName name, String holder) {
    this.session = session;
    this.name = name;
    this.holder = holder;
  }

  /**
   * Takes the namespace, or keeps it.
   *
   * @return empty when it is ours, else who has it
   * @throws ManifestFailure where the name is that of an environment that is to stay
   */
  public Optional<String> take(Ownership.Maker maker, Instant expires)
      throws KubeFailure, ManifestFailure, InterruptedException {
    Optional<KubeObject> live = session.get(NamespaceObject.ref(name));
    if (live.isPresent()) {
      KubeObject namespace = live.get();
      String has = holderOf(namespace);
      if (!namespace.text("metadata", "deletionTimestamp").isEmpty()) {
        return Optional.of(
            "an earlier one is being removed" + NamespaceObject.remaining(namespace));
      }
      if (has.isEmpty()) {
        throw new ManifestFailure(
            "The namespace '"
                + name.namespace()
                + "' is there already and is no preview. Give the preview another name, such as one"
                + " with the branch or the build's number in it.");
      }
      if (!has.equals(holder)) {
        return Optional.of(
            namespace.text("metadata", "annotations", Ownership.RUN)
                + " has it, until "
                + namespace.text("metadata", "annotations", EXPIRES)
                + " at most");
      }
    }
    try {
      apply(namespace(maker, expires));
      return Optional.empty();
    } catch (KubeFailure e) {
      if (e.kind() == KubeFailure.Kind.CONFLICT) {
        return Optional.of("another build was faster");
      }
      throw e;
    }
  }

  /** Whether the namespace is there and ours. */
  public boolean isHeld() throws KubeFailure, InterruptedException {
    return session
        .get(NamespaceObject.ref(name))
        .map(namespace -> holderOf(namespace).equals(holder))
        .orElse(false);
  }

  private void apply(KubeObject namespace) throws KubeFailure, InterruptedException {
    new ServerSideApply(session, manager(holder), false, false, applied -> {})
        .apply(List.of(namespace));
  }

  private KubeObject namespace(Ownership.Maker maker, Instant expires) {
    KubeObject namespace = new KubeObject(new LinkedHashMap<>());
    namespace.tree().put("apiVersion", "v1");
    namespace.tree().put("kind", "Namespace");
    namespace.ensure("metadata").put("name", name.namespace());
    Ownership.mark(namespace, name);
    namespace.ensure("metadata", "labels").put(PREVIEW, "true");
    Map<String, Object> annotations = namespace.ensure("metadata", "annotations");
    annotations.putAll(maker.annotations());
    annotations.put(HOLDER, holder);
    annotations.put(EXPIRES, expires.toString());
    return namespace;
  }

  static String holderOf(KubeObject namespace) {
    return namespace.text("metadata", "annotations", HOLDER);
  }

  // one for each holder, so that the second one conflicts
  private static String manager(String holder) {
    return "paas-preview-" + Integer.toHexString(holder.hashCode());
  }
}
