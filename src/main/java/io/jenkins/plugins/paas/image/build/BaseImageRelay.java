package io.jenkins.plugins.paas.image.build;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives jib a base image of our registry. */
final class BaseImageRelay implements RegistryRelay.Repository {

  private static final String MANIFESTS = "manifests/";
  private static final String BLOBS = "blobs/";
  private static final int GONE = 404;

  private final RegistryClient registry;
  private final ImageReference base;
  private final Set<String> layers = ConcurrentHashMap.newKeySet();

  /**
   * @param base an image of that registry
   */
  BaseImageRelay(RegistryClient registry, ImageReference base) {
    this.registry = registry;
    this.base = base;
  }

  /** Opens it, and tells what jib is to call the image. */
  String showIn(RegistryRelay relay) {
    String tag = base.tag() == null ? "" : ":" + base.tag();
    String digest = base.digest() == null ? "" : "@" + base.digest();
    return relay.show(base.repository(), this) + tag + digest;
  }

  @Override
  public void answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
    if (path.startsWith(MANIFESTS)) {
      manifest(exchange, path.substring(MANIFESTS.length()));
    } else if (path.startsWith(BLOBS)) {
      blob(exchange, path.substring(BLOBS.length()));
    } else {
      exchange.sendResponseHeaders(GONE, -1);
    }
  }

  private void manifest(HttpExchange exchange, String reference)
      throws IOException, InterruptedException {
    Manifest manifest =
        registry
            .manifest(base.repository(), reference)
            .orElseThrow(
                () ->
                    new BuildFailure(
                        "Registry " + registry.host().name() + " has no base image " + base + "."));
    layers.addAll(manifest.layers());
    byte[] bytes = manifest.bytes();
    exchange.getResponseHeaders().set("Content-Type", manifest.mediaType());
    exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.digest());
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void blob(HttpExchange exchange, String digest) throws IOException, InterruptedException {
    registry.readBlob(
        base.repository(),
        digest,
        content -> {
          exchange.sendResponseHeaders(200, 0); // chunked: half a blob is no blob
          content.transferTo(exchange.getResponseBody());
          return null;
        });
    exchange.getResponseBody().close();
  }

  /**
   * Lets another repository of the registry have a layer of this image, without moving it.
   *
   * @return false when it is no layer of it, or the registry does not do that
   */
  boolean mount(String digest, String repository) throws IOException, InterruptedException {
    if (!layers.contains(digest) || repository.equals(base.repository())) {
      return false;
    }
    try {
      return registry.mountBlob(repository, digest, base.repository());
    } catch (RegistryFailure | HttpFailure e) {
      return false; // the upload instead shows whether that is all we may not do
    }
  }
}
