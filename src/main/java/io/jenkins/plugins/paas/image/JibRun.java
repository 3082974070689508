package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.image.build.BuildFailure;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.JibApplication;
import io.jenkins.plugins.paas.image.build.JibBuild;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jenkins.MasterToSlaveFileCallable;
import jenkins.util.Timer;

/**
 * A jib build: one poll does it all on the agent's JVM. After a restart of the controller it is
 * done again, which gives the same digest and pushes nothing that is there.
 */
final class JibRun implements RunningBuild {

  private static final long serialVersionUID = 1L;

  private final BuildRequest request;
  private final JibApplication application;

  JibRun(BuildRequest request, JibApplication application) {
    this.request = request;
    this.application = application;
  }

  @Override
  public Optional<String> poll(BuildSite site) throws IOException, InterruptedException {
    FilePath workspace = site.workspace();
    FilePath cache = workspace.sibling(workspace.getName() + "@tmp").child("paas-jib");
    RegistryCredential credential = site.registry().login();
    OnAgent work =
        new OnAgent(
            request,
            application,
            site.contextPath(),
            cache.getRemote(),
            site.registry().host().uri().toString(),
            site.registry().caCertificate(),
            credential == null ? null : credential.user(),
            credential == null ? null : credential.password().get(),
            site.listener());
    Thread worker = Thread.currentThread();
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> limit =
        Timer.get()
            .schedule(
                () -> {
                  late.set(true);
                  worker.interrupt();
                },
                site.deadline().remaining().toMillis(),
                TimeUnit.MILLISECONDS);
    Outcome outcome;
    try {
      outcome = workspace.act(work);
    } catch (InterruptedException e) {
      if (late.get()) {
        return Optional.empty(); // the execution sees the deadline itself, and says so
      }
      throw e;
    } finally {
      limit.cancel(false);
    }
    if (outcome.failure != null) {
      throw new AbortException(outcome.failure);
    }
    return Optional.of(outcome.digest);
  }

  @Override
  public boolean stop(BuildSite site) {
    return true; // the interrupt of the thread that polls has ended it, on the agent too
  }

  /** Digest or message: an exception of a library need not be known where it arrives. */
  private static final class Outcome implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String digest;
    private final String failure;

    private Outcome(String digest, String failure) {
      this.digest = digest;
      this.failure = failure;
    }
  }

  /** What goes to the agent; the password travels in the channel and is kept nowhere. */
  private static final class OnAgent extends MasterToSlaveFileCallable<Outcome> {
    private static final long serialVersionUID = 1L;
    private final BuildRequest request;
    private final JibApplication application;
    private final String context;
    private final String cache;
    private final String registry;
    private final String caCertificate;
    private final String user;
    private final String password;
    private final TaskListener listener;

    private OnAgent(
        BuildRequest request,
        JibApplication application,
        String context,
        String cache,
        String registry,
        String caCertificate,
        String user,
        String password,
        TaskListener listener) {
      this.request = request;
      this.application = application;
      this.context = context;
      this.cache = cache;
      this.registry = registry;
      this.caCertificate = caCertificate;
      this.user = user;
      this.password = password;
      this.listener = listener;
    }

    @Override
    public Outcome invoke(File workspace, VirtualChannel channel)
        throws IOException, InterruptedException {
      RegistryCredential credential =
          user == null ? null : new RegistryCredential(user, () -> password);
      Path directory = workspace.toPath().resolve(context).normalize();
      JibBuild build =
          new JibBuild(
              request,
              application,
              directory,
              Path.of(cache),
              line -> listener.getLogger().println("[paas:image] jib: " + line));
      RegistryHost host = RegistryHost.of(registry);
      try (RegistryClient client =
          RegistryClient.of(
              host, credential, HttpEndpoint.at(host.uri()).caCertificate(caCertificate))) {
        return new Outcome(build.run(client), null);
      } catch (BuildFailure | RegistryFailure | HttpFailure e) {
        return new Outcome(null, e.getMessage());
      }
    }
  }
}
