package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.image.build.BuildFailure;
import io.jenkins.plugins.paas.image.build.BuildKitPod;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.BuildStatement;
import io.jenkins.plugins.paas.image.build.LoginFile;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.PodCommand;
import io.jenkins.plugins.paas.kube.PodLogTail;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A build by a pod of the platform's cluster: created, fed with the context through the API server,
 * watched, and removed with its Secret. It goes on while the controller is away.
 */
final class BuildKitPodRun implements RunningBuild {

  private static final long serialVersionUID = 1L;

  /** How the pods' names begin. */
  static final String PREFIX = "paas-build-";

  /** A node that does not take the context so often will not take it. */
  private static final int MOST_REFUSALS = 5;

  /** Reasons that do not pass by themselves within a build. */
  private static final Set<String> HOPELESS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "CreateContainerError",
          "CreateContainerConfigError");

  private final AgentCommand files;
  private final ObjectRef pod;
  private final String image;
  private final PodLogTail tail;
  private boolean fed;
  private int refusals;

  private BuildKitPodRun(AgentCommand files, ObjectRef pod, String image) {
    this.files = files;
    this.pod = pod;
    this.image = image;
    this.tail = new PodLogTail(pod, BuildKitPod.CONTAINER);
  }

  /** Creates pod and Secret; the same ones when it is called again. */
  static BuildKitPodRun start(BuildSite site, BuildRequest request, String podImage)
      throws IOException, InterruptedException {
    UUID id = UUID.nameUUIDFromBytes(site.key().getBytes(StandardCharsets.UTF_8));
    String namespace = site.platform().getCluster().getBuildNamespace();
    ObjectRef pod = new ObjectRef("v1", "Pod", namespace, PREFIX + id);
    BuildKitPod objects = new BuildKitPod(pod, podImage, BuildCluster.origin(site));
    AgentCommand files = AgentCommand.prepare(site.stepContext());
    BuildKitPodRun run = new BuildKitPodRun(files, pod, request.references().get(0));
    boolean started = false;
    try (KubeSession session = BuildCluster.open(site)) {
      long seconds = site.deadline().remaining().toSeconds();
      if (session.get(pod).isEmpty()) {
        apply(session, objects.pod(request, site.registry().host(), seconds));
      }
      String uid = session.get(pod).map(made -> made.text("metadata", "uid")).orElse("");
      Map<String, byte[]> secrets = new LinkedHashMap<>();
      request.secrets().forEach(name -> secrets.put(name, site.secrets().value(name)));
      apply(
          session,
          objects.secret(
              uid,
              site.registry().host(),
              logins(site).text(),
              secrets,
              site.registry().caCertificate()));
      site.log().info("BuildKit pod " + namespace + "/" + pod.name() + ", image " + podImage);
      started = true;
      return run;
    } finally {
      if (!started) {
        run.stop(site);
      }
    }
  }

  private static void apply(KubeSession session, KubeObject object)
      throws KubeFailure, InterruptedException {
    new ServerSideApply(session, false, false, applied -> {}).apply(List.of(object));
  }

  private static LoginFile logins(BuildSite site) throws AbortException {
    LoginFile logins = new LoginFile();
    for (RegistryAccess registry : site.registries()) {
      RegistryCredential credential = registry.login();
      if (credential != null) {
        logins.add(registry.host(), credential);
      }
    }
    return logins;
  }

  @Override
  public Optional<String> poll(BuildSite site) throws IOException, InterruptedException {
    try (KubeSession session = BuildCluster.open(site)) {
      KubeObject now =
          session
              .get(pod)
              .orElseThrow(
                  () ->
                      new AbortException(
                          where() + " is gone: somebody deleted it, or its node went away."));
      String phase = now.text("status", "phase");
      switch (phase) {
        case "Running" -> {
          if (!fed) {
            feed(site, session);
            fed = true;
          }
          tell(site, session);
          return Optional.empty();
        }
        case "Succeeded", "Failed" -> {
          tell(site, session);
          String digest = digest(now);
          stop(site);
          return Optional.of(digest);
        }
        default -> {
          awaitStart(site, now);
          return Optional.empty();
        }
      }
    } catch (KubeFailure e) {
      if (!e.isTransient()) {
        throw e;
      }
      site.log().change("cluster", e.getMessage()); // the pod goes on meanwhile
      return Optional.empty();
    }
  }

  private void awaitStart(BuildSite site, KubeObject now) throws AbortException {
    for (Map<String, Object> status : now.maps("status", "containerStatuses")) {
      KubeObject container = new KubeObject(status);
      String reason = container.text("state", "waiting", "reason");
      if (HOPELESS.contains(reason)) {
        throw new AbortException(
            where()
                + " cannot start: "
                + reason
                + ": "
                + container.text("state", "waiting", "message")
                + ". Its image is what buildkit(podImage: '…') names.");
      }
    }
    Map<String, Object> scheduled = now.condition("PodScheduled");
    Object why = "False".equals(scheduled.get("status")) ? scheduled.get("message") : null;
    site.log().change("", where() + " is not running yet" + (why == null ? "" : ": " + why));
  }

  private void feed(BuildSite site, KubeSession session) throws IOException, InterruptedException {
    FilePath archive = files.directory(site.stepContext()).child("context.tgz");
    long bytes = ContextOnAgent.pack(site.context(), archive);
    PodCommand.Answer answer;
    try (InputStream content = archive.read()) {
      answer =
          new PodCommand(session, pod, BuildKitPod.CONTAINER)
              .run(content, site.deadline().remaining(), BuildKitPod.feeding(bytes));
    } catch (KubeFailure e) {
      refusals++;
      throw refusals < MOST_REFUSALS ? e : new AbortException(e.getMessage());
    }
    if (answer.status() != 0) {
      throw new AbortException(
          where()
              + " did not take the context ("
              + bytes
              + " bytes, exit status "
              + answer.status()
              + "): "
              + site.log().clean(answer.output()));
    }
    site.log().info("fed " + where() + " with the context, " + bytes + " bytes packed");
    archive.delete();
  }

  private void tell(BuildSite site, KubeSession session) throws IOException, InterruptedException {
    for (String line : tail.more(session)) {
      site.listener().getLogger().println(site.log().clean(line));
    }
  }

  private String digest(KubeObject now) throws AbortException {
    KubeObject state =
        new KubeObject(
            now.maps("status", "containerStatuses").stream().findFirst().orElse(Map.of()));
    long status = state.number(-1, "state", "terminated", "exitCode");
    if (status != 0) {
      String reason = state.text("state", "terminated", "reason");
      String message = now.text("status", "message");
      throw new AbortException(
          where()
              + " could not build or push "
              + image
              + (status < 0 ? "" : ", exit status " + status)
              + (reason.isEmpty() ? "" : " (" + reason + ")")
              + (message.isEmpty() ? "" : ": " + message)
              + ": see its output above.");
    }
    try {
      return BuildStatement.digest(state.text("state", "terminated", "message"));
    } catch (BuildFailure e) {
      throw new AbortException(where() + ": " + e.getMessage());
    }
  }

  private String where() {
    return "BuildKit pod " + pod.namespace() + "/" + pod.name();
  }

  @Override
  public boolean stop(BuildSite site) throws IOException, InterruptedException {
    try (KubeSession session = BuildCluster.open(site)) {
      session.delete(pod);
      session.delete(new ObjectRef("v1", "Secret", pod.namespace(), pod.name()));
    } catch (KubeFailure e) {
      if (!e.isTransient()) {
        throw e;
      }
      site.log().change("cluster", e.getMessage());
      return false;
    } finally {
      files.stop(site.stepContext());
    }
    return true;
  }
}
