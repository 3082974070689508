package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.Referrers;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import io.jenkins.plugins.paas.image.sbom.Component;
import io.jenkins.plugins.paas.image.sbom.CycloneDx;
import io.jenkins.plugins.paas.image.sbom.ImageInventory;
import io.jenkins.plugins.paas.image.scan.Finding;
import io.jenkins.plugins.paas.image.scan.ReportTool;
import io.jenkins.plugins.paas.image.scan.ScanGate;
import io.jenkins.plugins.paas.image.scan.ScanReport;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is found out about an image after its push: its SBOM, which is attached to it, and its
 * weaknesses, which may fail the step. One thing after another; saved with the Pipeline, so that a
 * restart of the controller loses nothing.
 */
final class ImageReports implements Serializable {

  private static final long serialVersionUID = 1L;

  private final boolean sbom;
  private final ScanGate gate;
  private final LinkedHashMap<String, Object> facts = new LinkedHashMap<>();
  private final ArrayList<String> attached = new ArrayList<>();
  private ReportTool lister; // null: the suite's own inventory
  private ReportTool scanner;
  private ArrayDeque<String> toList;
  private ArrayDeque<String> toScan;
  private ReportRun running;

  ImageReports(boolean sbom, ScanGate gate) {
    this.sbom = sbom;
    this.gate = gate;
  }

  /**
   * Looks which tools are there, before anything is built.
   *
   * @throws AbortException when a scan is asked for and there is no scanner
   */
  void prepare(BuildSite site) throws IOException, InterruptedException {
    if (gate != null) {
      List<ReportTool> candidates =
          gate.tool() != null ? List.of(gate.tool()) : List.of(ReportTool.TRIVY, ReportTool.GRYPE);
      for (ReportTool candidate : candidates) {
        if (scanner == null && ReportRun.isThere(site, candidate)) {
          scanner = candidate;
        }
      }
      if (scanner == null) {
        throw new AbortException(
            "scan needs "
                + (gate.tool() != null ? gate.tool().program() : "trivy or grype")
                + " on the agent's PATH, and it is not there: install it on the agent, or leave"
                + " scan out. Nothing was built.");
      }
      site.log().info("scan by " + scanner.program());
    }
    if (sbom) {
      lister = ReportRun.isThere(site, ReportTool.SYFT) ? ReportTool.SYFT : null;
      site.log()
          .info(
              lister != null
                  ? "sbom by syft"
                  : "sbom by the suite's own inventory (dpkg, apk, jars): syft is not on the"
                      + " agent's PATH");
    }
  }

  /**
   * Works on.
   *
   * @param images digests of the images, one for each architecture
   * @return whether all is done
   */
  boolean poll(BuildSite site, BuildRequest request, List<String> images)
      throws IOException, InterruptedException {
    if (toList == null) {
      toList = new ArrayDeque<>(sbom ? images : List.of());
      toScan = new ArrayDeque<>(gate != null ? images : List.of());
    }
    boolean ended = false;
    try {
      boolean done = step(site, request);
      ended = true;
      return done;
    } catch (RegistryFailure e) {
      throw new AbortException(e.getMessage());
    } finally {
      if (!ended) {
        stop(site);
      }
    }
  }

  private boolean step(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    if (!toList.isEmpty()) {
      ImageReference image = request.image().withDigest(toList.peek());
      Optional<byte[]> document =
          lister == null
              ? Optional.of(inventory(site, image, request.createdEpochSeconds()))
              : report(site, lister, image);
      if (document.isPresent()) {
        attach(site, image, document.get(), request.createdEpochSeconds());
        toList.remove();
      }
    } else if (!toScan.isEmpty()) {
      ImageReference image = request.image().withDigest(toScan.peek());
      Optional<byte[]> document = report(site, scanner, image);
      if (document.isPresent()) {
        judge(site, image, document.get());
        toScan.remove();
      }
    }
    return toList.isEmpty() && toScan.isEmpty();
  }

  private Optional<byte[]> report(BuildSite site, ReportTool tool, ImageReference image)
      throws IOException, InterruptedException {
    if (running == null) {
      running = ReportRun.start(site, tool, image.toString());
    }
    Optional<byte[]> report = running.poll(site);
    if (report.isPresent()) {
      running = null;
    }
    return report;
  }

  private static byte[] inventory(BuildSite site, ImageReference image, long created)
      throws IOException, InterruptedException {
    List<Component> components = InventoryOnAgent.of(site, image.repository(), image.digest());
    return CycloneDx.write(image, created, components);
  }

  private void attach(BuildSite site, ImageReference image, byte[] document, long created)
      throws IOException, InterruptedException {
    int components;
    try {
      components = CycloneDx.count(document);
    } catch (IOException e) {
      throw new AbortException("The SBOM that syft wrote cannot be used: " + e.getMessage());
    }
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("org.opencontainers.image.created", Instant.ofEpochSecond(created).toString());
    notes.put("io.jenkins.paas.sbom.tool", lister == null ? ImageInventory.TOOL : "syft");
    try (RegistryClient client = site.registry().client()) {
      Manifest subject =
          client
              .manifest(image.repository(), image.digest())
              .orElseThrow(() -> new AbortException("There is no " + image + " any more."));
      Referrers.Attached done =
          client
              .referrers(image.repository())
              .attach(subject, CycloneDx.MEDIA_TYPE, document, notes);
      attached.add(done.referrer().digest());
      facts.put("sbom", new ArrayList<>(attached));
      site.log()
          .info(
              "sbom of "
                  + components
                  + " components attached to "
                  + image
                  + " as "
                  + done.referrer().digest()
                  + (done.byTag()
                      ? " (the registry lacks the referrers API: listed under the tag "
                          + Referrers.fallbackTag(image.digest())
                          + ")"
                      : ""));
    }
  }

  private void judge(BuildSite site, ImageReference image, byte[] document) throws IOException {
    ScanReport report;
    try {
      report = ScanReport.read(scanner, document);
    } catch (IOException e) {
      throw new AbortException(e.getMessage() + ". The image is pushed, but not scanned.");
    }
    site.log()
        .info(
            scanner.program() + " found in " + image + ": " + ScanGate.summary(report.findings()));
    gate.table(report).forEach(site.log()::info);
    List<Finding> refused = gate.refused(report);
    facts.put("scan", scanner.program() + ": " + ScanGate.summary(report.findings()));
    if (!refused.isEmpty()) {
      throw new AbortException(
          "scan: "
              + image
              + " has "
              + ScanGate.summary(refused)
              + " over maxSeverity '"
              + gate.maxSeverity().word()
              + "'. The image is pushed; do not deploy it. Update what the table names, or take"
              + " another base image.");
    }
  }

  /** What the evidence of the build says of it. */
  Map<String, Object> facts() {
    return facts;
  }

  boolean stop(BuildSite site) throws IOException, InterruptedException {
    if (running == null || running.stop(site)) {
      running = null;
      return true;
    }
    return false;
  }
}
