package io.jenkins.plugins.paas.logging;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.wait.PassingFault;
import io.jenkins.plugins.paas.logging.elastic.ArrivalProof;
import io.jenkins.plugins.paas.logging.elastic.AssetPlan;
import io.jenkins.plugins.paas.logging.elastic.AssetRequest;
import io.jenkins.plugins.paas.logging.elastic.ElasticApi;
import io.jenkins.plugins.paas.logging.elastic.ElasticProduct;
import io.jenkins.plugins.paas.logging.elastic.JsonSource;
import io.jenkins.plugins.paas.logging.elastic.LogAssets;
import io.jenkins.plugins.paas.logging.elastic.LogTarget;
import io.jenkins.plugins.paas.logging.elastic.Retention;
import io.jenkins.plugins.paas.logging.pod.NoncePath;
import io.jenkins.plugins.paas.logging.shipper.LineInput;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.platform.ThisController;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.LoggingResult;
import io.jenkins.plugins.paas.step.PollingExecution;
import io.jenkins.plugins.paas.step.WorkspaceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Makes the assets, writes one line with a nonce, and searches until it is found. */
final class LogsExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;

  /** How long a minute of timeoutMinutes is; tests of time-outs make it shorter. */
  static long minuteMillis = 60_000;

  private final String platformArgument;
  private final String targetName;
  private final String pipeline;
  private final String template;
  private final String retention;
  private final boolean retentionJob;
  private final Shipper shipper;
  private final DataView dataView;
  private final boolean verify;
  private String platformName;
  private String product = "";
  private String link;
  private String written;
  private boolean throughApplication;
  private long writtenMillis;

  LogsExecution(StepContext context, LogsStep step) throws AbortException {
    super(context, "logs", Duration.ofMillis(step.getTimeoutMinutes() * minuteMillis));
    if (step.getTimeoutMinutes() < 1) {
      throw new AbortException("timeoutMinutes must be at least 1");
    }
    try {
      targetName = new LogTarget(step.getTarget()).name();
      if (step.getKibana() != null) {
        step.getKibana().check();
      }
      if (step.getShipper() != null) {
        step.getShipper().check();
      }
      if (step.getRetention() != null) {
        Retention.parse(step.getRetention());
      } else if (step.isRetentionJob()) {
        throw new AbortException("retentionJob needs a retention, such as retention: '14d'");
      }
    } catch (IllegalArgumentException e) {
      throw new AbortException(e.getMessage());
    }
    platformArgument = step.getPlatform();
    pipeline = step.getPipeline();
    template = step.getTemplate();
    retention = step.getRetention();
    retentionJob = step.isRetentionJob();
    shipper = step.getShipper();
    dataView = step.getKibana();
    verify = step.isVerify();
  }

  @Override
  protected void prepare() throws Exception {
    Platform platform =
        Platforms.require(getContext(), platformArgument, PaasPermissions.PROVISION);
    Platforms.target(platform, platform.getElastic(), "Elasticsearch");
    if (dataView != null) {
      Platforms.target(platform, platform.getKibana(), "Kibana");
    }
    platformName = platform.getName();
  }

  @Override
  protected void call() throws Exception {
    try (HttpCaller caller = elastic()) {
      ElasticApi api = new ElasticApi(caller);
      LogTarget target = new LogTarget(targetName);
      LogAssets assets =
          new LogAssets(
              new AssetRequest(
                  target,
                  source(pipeline),
                  source(template),
                  retention == null ? null : Retention.parse(retention),
                  retentionJob,
                  platform().getElastic().getCredentialsId() != null,
                  ThisController.id()));
      ElasticProduct found = api.product();
      product = found.toString();
      log().info(product + " at " + api.uri());
      AssetPlan plan = assets.plan(api, found);
      for (String line : plan.isEmpty() ? List.of("nothing to change") : plan.lines()) {
        log().info("plan: " + line);
      }
      for (LogAssets.Asset asset : plan.apply(api)) {
        log().info(asset.toString());
      }
      LogsSite site = new LogsSite(getContext(), run(), log(), platform(), api, targetName);
      if (shipper != null) {
        shipper.prepare(site);
      }
      if (dataView != null) {
        link = site.prepareKibana(dataView);
      }
      if (verify) {
        writeLine(site, new ArrivalProof(api, target, nonce()));
      }
    } catch (IOException e) {
      throw forPeople(e);
    }
  }

  private void writeLine(LogsSite site, ArrivalProof proof)
      throws IOException, InterruptedException {
    writtenMillis = System.currentTimeMillis();
    Optional<String> application = site.throughApplication(nonce());
    Optional<LineInput> input = shipper == null ? Optional.empty() : shipper.input();
    throughApplication = application.isPresent();
    if (throughApplication) {
      written = application.get();
    } else if (input.isPresent()) {
      input.get().write(shipper.line("arrival proof " + nonce()));
      written = "to the input " + input.get() + " of " + shipper.symbol();
    } else {
      proof.writeDirectly();
      written = "directly into " + targetName;
      log()
          .info(
              "no running pod of this build's environments has both "
                  + NoncePath.TARGET_ANNOTATION
                  + ": "
                  + targetName
                  + " and a "
                  + NoncePath.ANNOTATION
                  + " that answers, so the line is written directly: that proves the target, not"
                  + " the shipper");
    }
    log().info("a line with " + nonce() + " was written " + written);
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    try (HttpCaller caller = elastic()) {
      if (!verify) {
        return Optional.of(finish(null, 0));
      }
      ElasticApi api = new ElasticApi(caller);
      Optional<ArrivalProof.Arrival> arrival =
          new ArrivalProof(api, new LogTarget(targetName), nonce()).look();
      return arrival.isPresent()
          ? Optional.of(finish(arrival.get(), System.currentTimeMillis() - writtenMillis))
          : Optional.empty();
    } catch (IOException e) {
      throw forPeople(e);
    }
  }

  private LoggingResult finish(ArrivalProof.Arrival arrival, long arrivalMillis)
      throws IOException, InterruptedException {
    LinkedHashMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("target", targetName);
    facts.put("product", product);
    facts.put("verified", verify);
    if (link != null) {
      facts.put("link", link);
      log().info("see " + link);
    }
    String summary = targetName + " prepared, not verified (verify: false)";
    if (arrival != null) {
      log().info("it was parsed into " + String.join(", ", arrival.fields()));
      for (String flaw : arrival.flaws()) {
        log().info("not parsed as it should be: " + flaw);
      }
      facts.put("index", arrival.index());
      facts.put("fields", new ArrayList<>(arrival.fields()));
      if (!arrival.flaws().isEmpty()) {
        facts.put("flaws", new ArrayList<>(arrival.flaws()));
      }
      facts.put("documentId", arrival.documentId());
      facts.put("arrivalMillis", arrivalMillis);
      facts.put("written", written);
      facts.put("throughApplication", throughApplication);
      if (shipper != null) {
        facts.put("shipper", shipper.symbol());
      }
      summary =
          "line found in "
              + targetName
              + " after "
              + arrivalMillis
              + " ms, written "
              + written
              + ": "
              + arrival.index()
              + "/"
              + arrival.documentId();
    }
    Evidence.record(run(), new Evidence("logging", summary, facts, elapsed().toMillis()));
    log().done(summary, elapsed());
    return arrival == null
        ? new LoggingResult(targetName, null, null, 0, link)
        : new LoggingResult(targetName, arrival.index(), arrival.documentId(), arrivalMillis, link);
  }

  @Override
  protected Exception timedOut() throws Exception {
    try (HttpCaller caller = elastic()) {
      ArrivalProof proof =
          new ArrivalProof(new ElasticApi(caller), new LogTarget(targetName), nonce());
      return new AbortException(
          proof.failure(written, Instant.ofEpochMilli(writtenMillis)).getMessage());
    }
  }

  @Override
  protected String awaiting() {
    return written == null
        ? "log target " + targetName
        : "the line with " + nonce() + ", written " + written + ", to arrive in " + targetName;
  }

  private String nonce() {
    return ArrivalProof.nonce(key());
  }

  private JsonSource source(String path) throws IOException, InterruptedException {
    if (path == null) {
      return null;
    }
    return JsonSource.parse(WorkspaceText.read(getContext(), "paasLogs", path), path);
  }

  private Platform platform() throws IOException, InterruptedException {
    return Platforms.require(getContext(), platformName, PaasPermissions.PROVISION);
  }

  private HttpCaller elastic() throws IOException, InterruptedException {
    return HttpCaller.to(
        TargetConnection.to(platform().getElastic(), "Elasticsearch", run(), log()).build());
  }

  private static IOException forPeople(IOException e) {
    return e instanceof PassingFault || e instanceof AbortException
        ? e
        : new AbortException(e.getMessage());
  }
}
