package io.jenkins.plugins.paas.monitoring;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.paas.monitoring.prometheus.HttpSdStore;
import io.jenkins.plugins.paas.platform.HttpSdRegistration;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/**
 * {@code GET /paas/sd/<platform>}: the scrape targets of a platform, for a Prometheus that asks
 * with the API token of a user. Jenkins itself asks for Overall/Read, since this is no unprotected
 * action; who has no PaaS/View cannot tell a platform that is there from one that is not.
 */
@Extension
public final class TargetsAction implements RootAction {

  static final String URL = "paas";

  private static final int CHUNK = 1 << 16;
  private static final Logger LOGGER = Logger.getLogger(TargetsAction.class.getName());

  @Override
  public String getIconFileName() {
    return null;
  }

  @Override
  public String getDisplayName() {
    return null;
  }

  @Override
  public String getUrlName() {
    return URL;
  }

  /** Read-only, so by GET. */
  @GET
  public void doSd(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
    boolean mayView = Jenkins.get().hasPermission(PaasPermissions.VIEW);
    String path = request.getRestOfPath();
    answer(path.startsWith("/") ? path.substring(1) : path, mayView, request, response);
  }

  static void answer(
      String name, boolean mayView, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Platform> platform = mayView ? PaasConfiguration.get().named(name) : Optional.empty();
    if (platform.filter(TargetsAction::isServed).isEmpty()) {
      response.sendError(404);
      return;
    }
    serve(HttpSdStores.get().of(name), request, response);
  }

  private static boolean isServed(Platform platform) {
    return platform.getPrometheus() != null
        && platform.getPrometheus().getRegistration() instanceof HttpSdRegistration;
  }

  // 503 keeps what Prometheus has; an empty list would drop every target
  static void serve(HttpSdStore store, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      store.load();
    } catch (IOException e) {
      LOGGER.warning("The targets are not served: " + e.getMessage());
      LOGGER.log(Level.FINE, "Why they are not", e);
    }
    Optional<HttpSdStore.Document> document = store.document();
    if (document.isEmpty()) {
      response.setHeader("Retry-After", "30");
      response.sendError(503);
      return;
    }
    response.setHeader("ETag", document.get().etag());
    if (document.get().etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return;
    }
    byte[] bytes = document.get().bytes();
    response.setContentType("application/json"); // Prometheus refuses any other
    response.setContentLength(bytes.length);
    for (int at = 0; at < bytes.length; at += CHUNK) {
      response.getOutputStream().write(bytes, at, Math.min(CHUNK, bytes.length - at));
    }
  }
}
