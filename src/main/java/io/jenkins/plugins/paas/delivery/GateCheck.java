package io.jenkins.plugins.paas.delivery;

import hudson.Extension;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.HttpTarget;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformCheck;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import io.jenkins.plugins.paas.platform.TargetLook;
import io.jenkins.plugins.paas.platform.TargetProbe;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.Need;
import io.jenkins.plugins.paas.platform.readiness.Readiness;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Checks that Gate answers, knows who asks, and shows applications. */
@Extension
public final class GateCheck implements PlatformCheck, TargetProbe {

  @Override
  public List<Inquiry> inquiries(Platform platform, CheckContext context) {
    return List.of(inquiry(platform.getSpinnaker(), context));
  }

  @Override
  public List<Inquiry> probe(HttpTarget target, CheckContext context) {
    return target instanceof SpinnakerTarget spinnaker
        ? List.of(inquiry(spinnaker, context))
        : List.of();
  }

  private static Inquiry inquiry(SpinnakerTarget target, CheckContext context) {
    return new TargetLook(Need.DELIVERY, "Spinnaker (Gate)", "spinnaker", target)
        .inquiry(
            context, HttpCall.get("health"), (notes, caller, open) -> look(notes, target, context));
  }

  private static void look(Finding.Notes notes, SpinnakerTarget target, CheckContext context)
      throws IOException, InterruptedException {
    GateClient client = SpinnakerAccess.connect(target, context.run(), context.log()).client();
    Optional<String> user = client.whoAmI();
    if (user.isEmpty() && target.getCredentialsId() != null) {
      notes.flaw(
          Readiness.DEGRADED,
          "it does not say that it knows the credential's user",
          "Look whether Gate asks for authentication at all, and for this kind.");
    } else {
      notes.fact(user.map(name -> "knows the credential as " + name).orElse("asks for no user"));
    }
    int applications = client.applications().size();
    notes.fact(applications + (applications == 1 ? " application" : " applications"));
    if (target.getDeckUrl() == null) {
      notes.fact("no URL of Deck for links");
    }
  }
}
