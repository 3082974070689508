package io.jenkins.plugins.paas.image;

import hudson.Extension;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.HttpTarget;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformCheck;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.platform.TargetLook;
import io.jenkins.plugins.paas.platform.TargetProbe;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.Need;
import io.jenkins.plugins.paas.platform.readiness.Readiness;
import java.io.IOException;
import java.util.List;

/** Checks that the registry answers, speaks the distribution API, and accepts the credential. */
@Extension
public final class RegistryCheck implements PlatformCheck, TargetProbe {

  private static final String SETTING = "registry";

  @Override
  public List<Inquiry> inquiries(Platform platform, CheckContext context) {
    return List.of(inquiry(platform.getRegistry(), context));
  }

  @Override
  public List<Inquiry> probe(HttpTarget target, CheckContext context) {
    return target instanceof RegistryTarget registry
        ? List.of(inquiry(registry, context))
        : List.of();
  }

  private static Inquiry inquiry(RegistryTarget target, CheckContext context) {
    return new TargetLook(Need.RUNTIME, "Registry", SETTING, target)
        .inquiry(
            context,
            HttpCall.get("v2", ""),
            (notes, caller, open) -> look(notes, target, context, open));
  }

  private static void look(
      Finding.Notes notes, RegistryTarget target, CheckContext context, HttpAnswer open)
      throws IOException, InterruptedException {
    String product = product(open);
    if (!product.isEmpty()) {
      notes.fact(product);
      context.product(SETTING, product);
    }
    RegistryHost host = RegistryHost.of(target.getUrl());
    RegistryAccess access = RegistryAccess.to(host, target, null, context.run(), context.log());
    try (RegistryClient client = access.client()) {
      client.ping();
    } catch (RegistryFailure e) {
      notes.flaw(
          Readiness.DEGRADED, e.getMessage(), "Correct the registry's URL or its credential.");
      return;
    }
    if (target.getCredentialsId() == null) {
      notes.fact("no credential is configured");
      if (open.status() == 401) {
        notes.flaw(
            Readiness.DEGRADED,
            "it wants one",
            "Configure the credential that may push, under Manage Jenkins, System, PaaS.");
      }
    } else {
      notes.fact("the credential is accepted");
    }
  }

  /** As its challenge names it; "" where it does not. */
  static String product(HttpAnswer open) {
    String challenge = open.header("WWW-Authenticate").orElse("");
    if (challenge.contains("service=\"harbor-registry\"")) {
      return "Harbor";
    }
    return challenge.contains("/jwt/auth") && challenge.contains("container_registry")
        ? "GitLab Container Registry"
        : "";
  }
}
