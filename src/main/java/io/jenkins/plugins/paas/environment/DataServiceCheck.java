package io.jenkins.plugins.paas.environment;

import hudson.Extension;
import io.jenkins.plugins.paas.environment.claim.ClaimFailure;
import io.jenkins.plugins.paas.environment.claim.ClaimTemplate;
import io.jenkins.plugins.paas.environment.claim.ClaimTemplates;
import io.jenkins.plugins.paas.environment.claim.ServiceNeed;
import io.jenkins.plugins.paas.environment.claim.ServiceOffer;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.DataService;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformCheck;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.Need;
import io.jenkins.plugins.paas.platform.readiness.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks whether claims could be met: for each template the operator whose kind must be served, or
 * the cluster that others run.
 */
@Extension
public final class DataServiceCheck implements PlatformCheck {

  private static final String OPERATORS = "Operators of data services";

  @Override
  public List<Inquiry> inquiries(Platform platform, CheckContext context) {
    List<Inquiry> inquiries = new ArrayList<>();
    List<Finding> known = new ArrayList<>();
    List<ServiceNeed> operators = new ArrayList<>();
    for (String name : names(platform)) {
      try {
        ServiceNeed need = template(platform, name).need(offer(platform, name), hosting(platform));
        if (need.endpoint() != null) {
          inquiries.add(Inquiry.of(Need.DATA, title(need), () -> List.of(greeted(need))));
        } else if (need.operator() != null) {
          operators.add(need);
        }
      } catch (ClaimFailure e) {
        known.add(
            Finding.about(Need.DATA, name)
                .flaw(Readiness.DEGRADED, e.getMessage(), "Correct the platform's data services.")
                .finding());
      }
    }
    inquiries.add(
        Inquiry.of(Need.DATA, OPERATORS, () -> operators(platform, context, operators, known)));
    return inquiries;
  }

  private static List<Finding> operators(
      Platform platform, CheckContext context, List<ServiceNeed> needs, List<Finding> known)
      throws Exception {
    List<Finding> findings = new ArrayList<>(known);
    if (platform.getCluster() == null) {
      findings.add(Finding.absent(Need.DATA, OPERATORS, "Configure the cluster of the platform."));
      return findings;
    }
    try (KubeSession session = EnvironmentSite.open(platform, context.run(), context.log())) {
      Set<String> groups = session.types().groups();
      for (ServiceNeed need : needs) {
        boolean served = need.isServed(session, groups);
        findings.add(operator(need, served, isNamed(platform, need.template())));
      }
    }
    return findings;
  }

  private static Finding operator(ServiceNeed need, boolean served, boolean named) {
    String kind = need.kind() + " of " + need.apiVersion();
    if (served) {
      return Finding.about(Need.DATA, title(need)).fact("the cluster serves " + kind).finding();
    }
    String remedy =
        "Install "
            + need.operator()
            + ", or choose another form for '"
            + need.template()
            + "' in the platform's data services.";
    Finding missing =
        Finding.about(Need.DATA, title(need))
            .flaw(Readiness.MISSING, "the cluster serves no " + kind, remedy)
            .finding();
    // what no data service of the platform names is an offer, not a promise
    return new Finding(
        missing.need(),
        missing.component(),
        missing.outcome(),
        named,
        missing.evidence(),
        remedy,
        0);
  }

  private static Finding greeted(ServiceNeed need) {
    Finding.Notes notes = Finding.about(Need.DATA, title(need));
    try {
      return notes.fact(need.greeting()).finding();
    } catch (ClaimFailure e) {
      return notes
          .flaw(
              Readiness.MISSING,
              e.getMessage(),
              "Start it, or correct the endpoint in the platform's data services.")
          .finding();
    }
  }

  private static String title(ServiceNeed need) {
    return need.template() + " (" + need.form() + ")";
  }

  private static String hosting(Platform platform) {
    return platform.getHosting().name();
  }

  private static List<String> names(Platform platform) {
    List<String> names = new ArrayList<>(ClaimTemplates.BUNDLED);
    for (DataService service : platform.getDataServices()) {
      if (!names.contains(service.getTemplate())) {
        names.add(service.getTemplate());
      }
    }
    return names;
  }

  private static boolean isNamed(Platform platform, String template) {
    return service(platform, template).isPresent();
  }

  private static Optional<DataService> service(Platform platform, String template) {
    return platform.getDataServices().stream()
        .filter(s -> template.equals(s.getTemplate()))
        .findFirst();
  }

  private static ClaimTemplate template(Platform platform, String name) throws ClaimFailure {
    ClaimTemplates templates = ClaimTemplates.bundled();
    Optional<DataService> service = service(platform, name);
    if (service.isPresent() && service.get().getDefinition() != null) {
      templates =
          templates.with(
              name,
              service.get().getDefinition(),
              "data service " + name + " of platform " + platform.getName());
    }
    return templates.require(name);
  }

  private static ServiceOffer offer(Platform platform, String name) {
    return service(platform, name)
        .map(s -> new ServiceOffer(name, s.getForm(), s.getEndpoint(), null, s.settings()))
        .orElse(ServiceOffer.none(name));
  }
}
