package io.jenkins.plugins.paas.kube.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The same patches by {@code curl} on eight connections, and nothing else: what the API server
 * itself takes on this machine, whoever applies.
 */
final class BareApply {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubeSession session;
  private final Path directory;

  BareApply(KubeSession session, Path directory) {
    this.session = session;
    this.directory = directory;
  }

  /** The command that applies all; whoever runs it measures no more than the requests. */
  List<String> command(List<KubeObject> objects) throws IOException, InterruptedException {
    HttpEndpoint endpoint = session.access().endpoint();
    Path ca = Files.writeString(directory.resolve("ca.crt"), endpoint.caCertificate());
    Path header = directory.resolve("header");
    Files.createFile(
        header, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        header,
        endpoint.authentication().headerName() + ": " + endpoint.authentication().headerValue());
    StringBuilder all = new StringBuilder();
    for (KubeObject object : objects) {
      ApiType type = session.types().require(object.apiVersion(), object.kind());
      String path = type.path(object.namespace(), object.name());
      Path body = directory.resolve(object.kind() + "-" + object.name() + ".json");
      JSON.writeValue(body.toFile(), object.tree());
      all.append(
          """
          cacert = "%s"
          header = "@%s"
          header = "Content-Type: application/apply-patch+yaml"
          header = "Accept: application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
          request = PATCH
          data-binary = "@%s"
          url = "%s%s?fieldManager=paas"
          output = /dev/null
          http1.1
          silent
          show-error
          fail
          next
          """
              .formatted(ca, header, body, endpoint.baseUri(), path));
    }
    all.setLength(all.length() - "next\n".length());
    Path config = Files.writeString(directory.resolve("curl.conf"), all);
    return List.of("curl", "--parallel", "--parallel-max", "8", "--config", config.toString());
  }
}
