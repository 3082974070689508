package io.jenkins.plugins.paas.image.build;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Builds an image of a JVM application by jib-core, in this JVM, without any daemon. The same
 * inputs give the same digest: file times are fixed, and the creation time is an input.
 */
public final class JibBuild {

  private final BuildRequest request;
  private final JibApplication application;
  private final Path context;
  private final Path cache;
  private final Consumer<String> log;

  /**
   * A build.
   *
   * @param context the directory that the application's paths are relative to
   * @param cache keeps layers between builds; made if absent
   * @param log takes lines for the user
   */
  public JibBuild(
      BuildRequest request,
      JibApplication application,
      Path context,
      Path cache,
      Consumer<String> log) {
    this.request = request;
    this.application = application;
    this.context = context;
    this.cache = cache;
    this.log = log;
  }

  /**
   * Builds, and pushes if the request says so; else the image goes into a tar file in the cache.
   *
   * @param host where to push
   * @param credential {@code null} for anonymous access; also used for a base image on that host
   * @return the digest of the image's manifest
   * @throws BuildFailure when the application or the registry is not as it must be
   */
  public String run(RegistryHost host, RegistryCredential credential)
      throws IOException, InterruptedException {
    JibLayers layers = JibLayers.of(application, context);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      JibContainerBuilder container =
          from(host, credential)
              .setFormat(ImageFormat.OCI)
              .setCreationTime(Instant.ofEpochSecond(request.createdEpochSeconds()))
              .setFileEntriesLayers(layers.layers())
              .setEntrypoint(layers.command())
              .setLabels(request.labels());
      application.environment().forEach(container::addEnvironmentVariable);
      application.ports().forEach(port -> container.addExposedPort(Port.tcp(port)));
      boolean scratch = JibApplication.SCRATCH.equals(application.base());
      if (application.user() != null || scratch) {
        container.setUser(
            application.user() == null ? JibApplication.SCRATCH_USER : application.user());
      }
      JibContainer built =
          container.containerize(configured(target(host, credential), threads, host));
      return built.getDigest().toString();
    } catch (RegistryException | ExecutionException | CacheDirectoryCreationException e) {
      throw failure(e);
    } finally {
      // also on an interrupt: jib's own threads would push on
      threads.shutdownNow();
    }
  }

  private JibContainerBuilder from(RegistryHost host, RegistryCredential credential)
      throws BuildFailure {
    if (JibApplication.SCRATCH.equals(application.base())) {
      return Jib.fromScratch();
    }
    ImageReference base = ImageReference.parse(application.base());
    boolean sameRegistry = host.name().equals(base.registry());
    return Jib.from(named(base.toString(), sameRegistry ? credential : null));
  }

  private Containerizer target(RegistryHost host, RegistryCredential credential)
      throws IOException {
    String first = request.references().get(0);
    if (!request.push()) {
      Files.createDirectories(cache);
      try {
        return Containerizer.to(TarImage.at(cache.resolve("image.tar")).named(first));
      } catch (InvalidImageReferenceException e) {
        throw new BuildFailure("jib does not take '" + first + "' as an image reference", e);
      }
    }
    if (host.isPlainHttp() && credential != null) {
      // jib's only switch for it. It matters to builds that allow plain HTTP at all, and those are
      // the ones for a registry that is configured so, with that registry's own credential.
      System.setProperty("sendCredentialsOverHttp", "true");
    }
    return Containerizer.to(named(first, credential));
  }

  private static RegistryImage named(String reference, RegistryCredential credential)
      throws BuildFailure {
    try {
      RegistryImage image = RegistryImage.named(reference);
      if (credential != null) {
        image.addCredential(credential.user(), credential.password().get());
      }
      return image;
    } catch (InvalidImageReferenceException e) {
      throw new BuildFailure("jib does not take '" + reference + "' as an image reference", e);
    }
  }

  private Containerizer configured(
      Containerizer target, ExecutorService threads, RegistryHost host) {
    request.tags().stream().skip(1).forEach(target::withAdditionalTag);
    return target
        .setExecutorService(threads)
        .setToolName("jenkins-paas")
        .setAllowInsecureRegistries(host.isPlainHttp())
        .setBaseImageLayersCache(cache.resolve("base"))
        .setApplicationLayersCache(cache.resolve("application"))
        .addEventHandler(LogEvent.class, this::show);
  }

  private void show(LogEvent event) {
    switch (event.getLevel()) {
      case ERROR, WARN, LIFECYCLE, PROGRESS -> log.accept(event.getMessage().strip());
      default -> {
        // INFO and DEBUG tell about caches and requests, which nobody asked for
      }
    }
  }

  /** The innermost message is the one that says why; jib wraps it several times. */
  private BuildFailure failure(Exception e) {
    StringBuilder why = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && !(t instanceof ExecutionException) && why.indexOf(message) < 0) {
        why.append(why.length() == 0 ? "" : ": ").append(message);
      }
    }
    return new BuildFailure("jib could not build " + request.references().get(0) + ": " + why, e);
  }
}
