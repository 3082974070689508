package io.jenkins.embedded.platform.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An OCI image made by hand, byte by byte, so that hostile ones can be made too. */
final class TinyImage {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar;
  private final List<byte[]> layers = new ArrayList<>();
  private String entrypoint = "[]";

  TinyImage() {
    tar = new TarArchiveOutputStream(bytes);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  TinyImage file(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    return this;
  }

  TinyImage link(String name, byte type, String target) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    return this;
  }

  /** The class file of a class of this test, under {@code app/}. */
  TinyImage type(Class<?> type) throws IOException {
    String path = type.getName().replace('.', '/') + ".class";
    try (var in = type.getClassLoader().getResourceAsStream(path)) {
      return file("app/" + path, in.readAllBytes());
    }
  }

  TinyImage entrypoint(String... words) {
    entrypoint = "[\"" + String.join("\",\"", words) + "\"]";
    return this;
  }

  byte[] layer() throws IOException {
    tar.close();
    return bytes.toByteArray();
  }

  /** Pushes and returns {@code host:port/repository@sha256:…}. */
  String push(URI registry, String credentials, String repository) throws Exception {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(layer());
    }
    layers.add(gzip.toByteArray());
    byte[] config =
        ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Env\":[\"MODE=image\"],"
                + "\"WorkingDir\":\"/\",\"Entrypoint\":"
                + entrypoint
                + "},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}")
            .getBytes(StandardCharsets.UTF_8);
    String authorization =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    HttpClient client = HttpClient.newHttpClient();
    StringBuilder list = new StringBuilder();
    for (byte[] layer : layers) {
      blob(client, registry, authorization, repository, layer);
      list.append(list.length() == 0 ? "" : ",")
          .append(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer));
    }
    blob(client, registry, authorization, repository, config);
    byte[] manifest =
        ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config)
                + ",\"layers\":["
                + list
                + "]}")
            .getBytes(StandardCharsets.UTF_8);
    HttpRequest put =
        HttpRequest.newBuilder(registry.resolve("/v2/" + repository + "/manifests/1"))
            .header("Authorization", authorization)
            .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(manifest))
            .build();
    send(client, put);
    return registry.getAuthority() + "/" + repository + "@" + digest(manifest);
  }

  private static void blob(
      HttpClient client, URI registry, String authorization, String repository, byte[] content)
      throws Exception {
    HttpRequest start =
        HttpRequest.newBuilder(registry.resolve("/v2/" + repository + "/blobs/uploads/"))
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    String location = send(client, start).headers().firstValue("Location").orElseThrow();
    URI upload = registry.resolve(location);
    String query = upload.getRawQuery() == null ? "?" : "&";
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(upload + query + "digest=" + digest(content)))
            .header("Authorization", authorization)
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();
    send(client, put);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws Exception {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new AssertionError(request + " " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private static String descriptor(String type, byte[] content) throws Exception {
    return "{\"mediaType\":\""
        + type
        + "\",\"digest\":\""
        + digest(content)
        + "\",\"size\":"
        + content.length
        + "}";
  }

  private static String digest(byte[] content) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
    return "sha256:" + HexFormat.of().formatHex(hash);
  }
}
