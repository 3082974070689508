package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims of one environment on its cluster. */
public final class Claims {

  private static final Duration GREETING = Duration.ofSeconds(10);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 18;

  private final List<PlannedClaim> claims;
  private final KubeSession session;
  private final String namespace;

  public Claims(List<PlannedClaim> claims, KubeSession session, String namespace) {
    this.claims = claims;
    this.session = session;
    this.namespace = namespace;
  }

  /**
   * Sees that each claim can be met: its operator's kind is served, or its cluster answers.
   *
   * @return a line a claim, for the log
   * @throws ClaimFailure for the first that cannot
   */
  public List<String> check() throws ClaimFailure, KubeFailure, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (PlannedClaim claim : claims) {
      ClaimForm form = claim.chosen();
      if (form.definition() != null
          && session.types().find(form.apiVersion(), form.kind()).isEmpty()) {
        throw new ClaimFailure(
            claim.request()
                + " needs "
                + form.operator()
                + ": "
                + session.access().endpoint().baseUri()
                + " serves no "
                + form.definition()
                + ". Install the operator, or let an administrator choose another form for the"
                + " platform (Manage Jenkins, System, PaaS, data services).");
      }
      String seen = "";
      if (claim.endpoint().isPresent()) {
        try {
          seen = ": " + ServiceGreeting.of(claim.type(), claim.endpoint().get(), GREETING);
        } catch (ClaimFailure e) {
          throw new ClaimFailure(claim.request() + ": " + e.getMessage(), e);
        }
      }
      lines.add(claim + seen);
    }
    return lines;
  }

  /** What to apply with the environment: the claims' objects and the secrets they start from. */
  public List<KubeObject> objects() throws ClaimFailure, KubeFailure, InterruptedException {
    List<KubeObject> objects = new ArrayList<>();
    for (PlannedClaim claim : claims) {
      List<KubeObject> made = new ArrayList<>();
      for (String name : claim.passwords()) {
        made.add(password(name));
      }
      made.addAll(claim.objects());
      for (KubeObject object : made) {
        requireInside(object, claim);
        mark(object, claim);
      }
      objects.addAll(made);
    }
    return objects;
  }

  /**
   * The bindings that can be made now.
   *
   * @param missing learns what is waited for
   * @return by claim name
   */
  public Map<String, ClaimBinding> bindings(List<String> missing)
      throws ClaimFailure, KubeFailure, InterruptedException {
    Map<String, ClaimBinding> bindings = new LinkedHashMap<>();
    for (PlannedClaim claim : claims) {
      List<String> open = new ArrayList<>();
      ClaimBinding.of(claim, session, namespace, open)
          .ifPresent(binding -> bindings.put(claim.request().name(), binding));
      ClaimBinding bound = bindings.get(claim.request().name());
      if (bound != null) {
        mark(bound.secret(), claim);
        for (KubeObject object : bound.then()) {
          requireInside(object, claim);
          mark(object, claim);
        }
      }
      open.forEach(o -> missing.add(o + " of " + claim.request()));
    }
    return bindings;
  }

  // as for manifests of the repository
  private void requireInside(KubeObject object, PlannedClaim claim)
      throws ClaimFailure, KubeFailure, InterruptedException {
    boolean elsewhere = !List.of("", namespace).contains(object.namespace());
    if (!claim.isOutside()
        && (elsewhere
            || !session.types().require(object.apiVersion(), object.kind()).namespaced())) {
      throw new ClaimFailure(
          claim.request()
              + ": "
              + object.ref()
              + " belongs to "
              + (elsewhere ? "another namespace" : "the whole cluster")
              + ", which a template of the repository may not make here. An administrator can"
              + " allow it (Outside the namespace), or give the template to the platform.");
    }
  }

  private static void mark(KubeObject object, PlannedClaim claim) {
    object.ensure("metadata", "labels").put(Ownership.CLAIM, claim.request().name());
  }

  // made once: what is there stays, or every provisioning would change it
  private KubeObject password(String name) throws KubeFailure, InterruptedException {
    Optional<KubeObject> live = session.get(new ObjectRef("v1", "Secret", namespace, name));
    String data = live.map(o -> o.text("data", "password")).orElse("");
    if (data.isEmpty()) {
      byte[] random = new byte[PASSWORD_BYTES];
      RANDOM.nextBytes(random);
      byte[] text = Base64.getUrlEncoder().withoutPadding().encode(random);
      data = Base64.getEncoder().encodeToString(text);
    }
    KubeObject secret = new KubeObject(new LinkedHashMap<>());
    secret.tree().put("apiVersion", "v1");
    secret.tree().put("kind", "Secret");
    secret.ensure("metadata").put("name", name);
    secret.ensure("data").put("password", data);
    return secret;
  }
}
