package io.jenkins.plugins.paas.environment;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.paas.environment.claim.ClaimBinding;
import io.jenkins.plugins.paas.environment.claim.ClaimPlace;
import io.jenkins.plugins.paas.environment.claim.ClaimRequest;
import io.jenkins.plugins.paas.environment.claim.ClaimTemplates;
import io.jenkins.plugins.paas.environment.claim.Claims;
import io.jenkins.plugins.paas.environment.claim.PlannedClaim;
import io.jenkins.plugins.paas.environment.claim.ServiceOffer;
import io.jenkins.plugins.paas.environment.plan.Provisioning;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.environment.source.SourceText;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.DataService;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The claims of one {@code paasProvision}: what was asked, and what is bound so far. */
final class ProvisionClaims implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<ClaimRequest> requests;
  private final LinkedHashMap<String, Object> bindings = new LinkedHashMap<>();
  private final ArrayList<String> missing = new ArrayList<>();
  private final ArrayList<String> patterns;
  private final ArrayList<SourceText> own = new ArrayList<>();

  /**
   * @param patterns of the repository's own templates
   * @throws AbortException for a claim that is none, or a name that stands twice
   */
  ProvisionClaims(List<Claim> claims, List<String> patterns) throws AbortException {
    this.patterns = new ArrayList<>(patterns);
    requests = new ArrayList<>();
    try {
      for (Claim claim : claims) {
        ClaimRequest request = claim.request();
        if (requests.stream().anyMatch(r -> r.name().equals(request.name()))) {
          throw new AbortException("claims: '" + request.name() + "' stands twice");
        }
        requests.add(request);
      }
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasProvision: " + e.getMessage());
    }
  }

  /** Claim name to type, host, port, secret and the like; never a secret's content. */
  LinkedHashMap<String, Object> bindings() {
    return bindings;
  }

  /** The claims' names. */
  List<String> names() {
    return requests.stream().map(ClaimRequest::name).toList();
  }

  /** Whether an agent is needed. */
  boolean needsWorkspace() {
    return !patterns.isEmpty();
  }

  /** Reads the repository's own templates. */
  void read(FilePath workspace) throws IOException, InterruptedException {
    own.clear();
    if (needsWorkspace()) {
      own.addAll(EnvironmentManifests.texts(workspace, patterns));
    }
  }

  boolean isComplete() {
    return bindings.size() == requests.size();
  }

  /** What the outputs of an operator still lack, for {@code getStatus}. */
  List<String> missing() {
    return missing;
  }

  /** Sees that all can be met, and what to apply with the environment. */
  List<KubeObject> objects(Claims claims, StepLog log)
      throws IOException, KubeFailure, InterruptedException {
    for (String line : claims.check()) {
      log.info(line);
    }
    return claims.objects();
  }

  /** Binds what can be bound and is not yet; repeatable. */
  List<Applied> bind(Claims claims, Provisioning provisioning, Ownership.Maker maker, StepLog log)
      throws IOException, KubeFailure, InterruptedException {
    missing.clear();
    List<KubeObject> objects = new ArrayList<>();
    for (Map.Entry<String, ClaimBinding> bound : claims.bindings(missing).entrySet()) {
      if (bindings.put(bound.getKey(), bound.getValue().values()) == null) {
        log.info("claim '" + bound.getKey() + "' is bound: " + bound.getValue());
        objects.add(bound.getValue().secret());
        objects.addAll(bound.getValue().then());
      }
    }
    return objects.isEmpty() ? List.of() : provisioning.add(objects, maker);
  }

  /** The claims by the platform as it is configured now. */
  Claims open(
      EnvironmentSite site, Platform platform, Run<?, ?> run, KubeSession session, StepLog log)
      throws IOException {
    ClaimPlace place = new ClaimPlace(site.name(), platform.getHosting().name());
    ClaimTemplates templates = templates(platform);
    List<PlannedClaim> planned = new ArrayList<>();
    for (ClaimRequest request : requests) {
      planned.add(
          templates
              .require(request.template())
              .plan(request, offer(request.template(), platform, run, log), place));
    }
    return new Claims(planned, session, site.name().namespace());
  }

  private ClaimTemplates templates(Platform platform) throws IOException {
    ClaimTemplates templates = ClaimTemplates.bundled();
    for (DataService service : platform.getDataServices()) {
      if (service.getDefinition() != null) {
        templates =
            templates.with(service.getTemplate(), service.getDefinition(), what(service, platform));
      }
    }
    for (SourceText text : own) {
      templates =
          templates.withOwn(text.text(), text.source(), platform.getCluster().isOutsideNamespace());
    }
    return templates;
  }

  private static String what(DataService service, Platform platform) {
    return "data service " + service.getTemplate() + " of platform " + platform.getName();
  }

  private static ServiceOffer offer(String template, Platform platform, Run<?, ?> run, StepLog log)
      throws AbortException {
    for (DataService service : platform.getDataServices()) {
      if (template.equals(service.getTemplate())) {
        return new ServiceOffer(
            template,
            service.getForm(),
            service.getEndpoint(),
            login(service, platform, run, log),
            service.settings());
      }
    }
    return ServiceOffer.none(template);
  }

  private static ServiceOffer.Login login(
      DataService service, Platform platform, Run<?, ?> run, StepLog log) throws AbortException {
    if (service.getCredentialsId() == null) {
      return null;
    }
    String what = what(service, platform);
    StandardCredentials found = TargetConnection.find(service.getCredentialsId(), what, run);
    if (!(found instanceof StandardUsernamePasswordCredentials user)) {
      throw new AbortException(
          "The credential '"
              + service.getCredentialsId()
              + "' of the "
              + what
              + " must be a user name with password.");
    }
    log.hide(user.getPassword().getPlainText());
    return new ServiceOffer.Login(user.getUsername(), () -> user.getPassword().getPlainText());
  }
}
