package io.jenkins.plugins.paas.image.build;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
   * Builds, and pushes if the request says so. jib reads and pushes on loopback, where the suite's
   * own client takes over: jib knows neither a CA of ours nor a proxy, tries HTTPS on plain
   * registries, and would want a switch of the whole JVM to send a password there.
   *
   * @param registry where to push; a base image of it is read by this client, too
   * @return the digest of the image's manifest
   * @throws BuildFailure when the application or the base image is not as it must be
   */
  public String run(RegistryClient registry) throws IOException, InterruptedException {
    JibLayers layers = JibLayers.of(application, context);
    Files.createDirectories(cache);
    Path work = Files.createTempDirectory(cache, "build");
    ExecutorService threads = Executors.newCachedThreadPool();
    try (RegistryRelay relay = RegistryRelay.start()) {
      Means means = new Means(registry, relay, base(registry), work, threads);
      if (request.architectures().size() > 1) {
        return list(layers, means);
      }
      String one = request.architectures().isEmpty() ? null : request.architectures().get(0);
      if (request.push()) {
        return push(layers, one, request.tags(), means).digest();
      }
      Path archive = work.resolve("image.tar");
      String digest = build(layers, one, tar(archive), means);
      Path kept = cache.resolve("image.tar");
      Files.move(archive, kept, StandardCopyOption.REPLACE_EXISTING);
      log.accept("the image is in " + kept);
      return digest;
    } catch (RegistryException | ExecutionException | CacheDirectoryCreationException e) {
      throw failure(e);
    } finally {
      // also on an interrupt: jib's own threads would work on
      threads.shutdownNow();
      remove(work);
    }
  }

  /**
   * What a build works by.
   *
   * @param base of that registry, or {@code null}
   * @param work a directory for its files
   */
  private record Means(
      RegistryClient registry,
      RegistryRelay relay,
      BaseImageRelay base,
      Path work,
      ExecutorService threads) {}

  private BaseImageRelay base(RegistryClient registry) {
    if (JibApplication.SCRATCH.equals(application.base())) {
      return null;
    }
    ImageReference base = ImageReference.parse(application.base());
    return registry.host().name().equals(base.registry())
        ? new BaseImageRelay(registry, base)
        : null;
  }

  /** Pushes an image for each architecture by its digest, and their list under the tags. */
  private String list(JibLayers layers, Means means)
      throws IOException,
          InterruptedException,
          RegistryException,
          ExecutionException,
          CacheDirectoryCreationException {
    ManifestList list = new ManifestList();
    for (String architecture : request.architectures()) {
      Manifest manifest = push(layers, architecture, List.of(), means);
      log.accept("built for " + architecture);
      list.add(architecture, manifest);
    }
    Manifest manifest = list.manifest();
    for (String tag : request.tags()) {
      means.registry().tag(request.image().repository(), manifest, tag);
    }
    return manifest.digest();
  }

  /**
   * @param tags none to push by digest alone
   */
  private Manifest push(JibLayers layers, String architecture, List<String> tags, Means means)
      throws IOException,
          InterruptedException,
          RegistryException,
          ExecutionException,
          CacheDirectoryCreationException {
    String repository = request.image().repository();
    PushRelay push =
        new PushRelay(
            means.registry(), repository, means.base(), means.work(), means.relay().threads());
    build(layers, architecture, to(means.relay().show(repository, push)), means);
    return push.finish(tags, log);
  }

  private String build(JibLayers layers, String architecture, Containerizer target, Means means)
      throws IOException,
          InterruptedException,
          RegistryException,
          ExecutionException,
          CacheDirectoryCreationException {
    JibContainerBuilder container =
        from(means)
            .setFormat(ImageFormat.OCI)
            .setCreationTime(Instant.ofEpochSecond(request.createdEpochSeconds()))
            .setFileEntriesLayers(layers.layers())
            .setEntrypoint(layers.command())
            .setLabels(request.labels());
    if (architecture != null) {
      container.setPlatforms(Set.of(new Platform(architecture, "linux")));
    }
    application.environment().forEach(container::addEnvironmentVariable);
    application.ports().forEach(port -> container.addExposedPort(Port.tcp(port)));
    boolean scratch = JibApplication.SCRATCH.equals(application.base());
    if (application.user() != null || scratch) {
      container.setUser(
          application.user() == null ? JibApplication.SCRATCH_USER : application.user());
    }
    target
        .setExecutorService(means.threads())
        .setToolName("jenkins-paas")
        .setAllowInsecureRegistries(request.push() || means.base() != null)
        .setBaseImageLayersCache(cache.resolve("base"))
        .setApplicationLayersCache(cache.resolve("application"))
        .addEventHandler(LogEvent.class, event -> show(event, means.relay()));
    try {
      return container.containerize(target).getDigest().toString();
    } catch (ExecutionException | RegistryException e) {
      if (means.relay().failure() != null) {
        throw means.relay().failure(); // what jib says of it is about the relay
      }
      throw e;
    }
  }

  private JibContainerBuilder from(Means means) throws BuildFailure {
    if (JibApplication.SCRATCH.equals(application.base())) {
      return Jib.fromScratch();
    }
    String base =
        means.base() == null
            ? ImageReference.parse(application.base()).toString()
            : means.base().showIn(means.relay());
    try {
      return Jib.from(RegistryImage.named(base));
    } catch (InvalidImageReferenceException e) {
      throw noReference(application.base(), e);
    }
  }

  private static Containerizer to(String image) throws BuildFailure {
    try {
      return Containerizer.to(RegistryImage.named(image));
    } catch (InvalidImageReferenceException e) {
      throw noReference(image, e);
    }
  }

  private Containerizer tar(Path archive) throws BuildFailure {
    String name = request.references().get(0);
    try {
      return Containerizer.to(TarImage.at(archive).named(name));
    } catch (InvalidImageReferenceException e) {
      throw noReference(name, e);
    }
  }

  private static BuildFailure noReference(String image, InvalidImageReferenceException e) {
    return new BuildFailure("jib does not take '" + image + "' as an image reference", e);
  }

  private void show(LogEvent event, RegistryRelay relay) {
    if (event.getMessage().isBlank() || event.getMessage().contains(relay.authority())) {
      return; // how it finds out that loopback has no TLS
    }
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

  private static void remove(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }
}
