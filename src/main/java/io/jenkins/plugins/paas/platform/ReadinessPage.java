package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.paas.step.ReadinessReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * The page PaaS under Manage Jenkins: how each platform stands, whose its parts are, and what was
 * left over on it. To see it one needs Overall/SystemRead, since it names internal systems.
 */
@Extension
public final class ReadinessPage extends ManagementLink implements StaplerProxy {

  private static final int MOST_ROWS = 200;

  @Override
  public String getIconFileName() {
    return "symbol-cube";
  }

  @Override
  public String getDisplayName() {
    return "PaaS";
  }

  @Override
  public String getDescription() {
    return "How the platforms stand, whose their parts are, and what steps left behind on them.";
  }

  @Override
  public String getUrlName() {
    return "paas-platforms"; // "paas" is what Prometheus asks, at the root
  }

  @Override
  public Category getCategory() {
    return Category.STATUS;
  }

  @Override
  public Permission getRequiredPermission() {
    return Jenkins.SYSTEM_READ;
  }

  /** Nobody else sees any of its pages. */
  @Override
  public Object getTarget() {
    Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
    return this;
  }

  /** One of each platform, as it stands now. */
  public List<PlatformView> getPlatforms() {
    List<PlatformView> views = new ArrayList<>();
    for (Platform platform : PaasConfiguration.get().getPlatforms()) {
      if (views.size() < MOST_ROWS) {
        views.add(new PlatformView(platform.getName()));
      }
    }
    return views;
  }

  /** Whether the viewer may have systems asked. */
  public boolean isMayCheck() {
    return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
  }

  /** Whether the viewer may remove what was left over. */
  public boolean isMayRemove() {
    return Jenkins.get().hasPermission(PaasPermissions.DESTROY);
  }

  /** Checks a platform in the background; the page shows the report when it is there. */
  @POST
  public HttpResponse doCheck(@QueryParameter String platform) throws IOException {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    AuditRuns.get().start(named(platform));
    return HttpResponses.redirectToDot();
  }

  /**
   * The last report of a platform as a file, for machines; 404 where there is none.
   *
   * @param form {@code json}, or {@code junit} for an XML report
   */
  @GET
  public void doReport(
      @QueryParameter String platform, @QueryParameter String form, StaplerResponse2 response)
      throws IOException {
    Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
    Optional<ReadinessReport> report = LastAudits.get().of(Util.fixNull(platform));
    boolean junit = "junit".equals(form);
    if (report.isEmpty() || !junit && !"json".equals(form)) {
      response.sendError(404);
      return;
    }
    String text = junit ? report.get().getJunitXml() : report.get().getJson();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType(junit ? "application/xml" : "application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Removes one left-over thing, or all of a platform that the page shows. */
  @POST
  public HttpResponse doRemove(@QueryParameter String platform, @QueryParameter String id)
      throws IOException, InterruptedException {
    Jenkins.get().checkPermission(PaasPermissions.DESTROY);
    AuditRuns.get().remove(named(platform), id);
    return HttpResponses.redirectToDot();
  }

  private static Platform named(String name) throws IOException {
    return PaasConfiguration.get()
        .named(name == null ? "" : name)
        .orElseThrow(() -> new IOException("There is no such platform."));
  }

  /** A platform as the page shows it. */
  public static final class PlatformView {
    private final String name;

    PlatformView(String name) {
      this.name = name;
    }

    public String getName() {
      return name;
    }

    /** The last report, or {@code null}. */
    public ReadinessReport getReport() {
      return LastAudits.get().of(name).orElse(null);
    }

    /** Whether it is being checked now. */
    public boolean isRunning() {
      return AuditRuns.get().isRunning(name);
    }

    /** What was left over when it was checked last; at most two hundred. */
    public List<AuditRuns.Found> getLeftOvers() {
      List<AuditRuns.Found> all = AuditRuns.get().leftOvers(name);
      return all.subList(0, Math.min(MOST_ROWS, all.size()));
    }

    /** What could not be looked for, and why. */
    public List<String> getTroubles() {
      return AuditRuns.get().troubles(name);
    }

    /** The style of an outcome. */
    public String style(String outcome) {
      return switch (outcome.toLowerCase(Locale.ROOT)) {
        case "ready" -> "jenkins-!-success-color";
        case "missing" -> "jenkins-!-error-color";
        default -> "jenkins-!-warning-color";
      };
    }
  }
}
