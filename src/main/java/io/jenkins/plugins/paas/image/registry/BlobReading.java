package io.jenkins.plugins.paas.image.registry;

import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.IOException;

/** Reads a blob as a stream, and tells apart what may fail: the way, the reader, the content. */
final class BlobReading {

  private BlobReading() {}

  /**
   * @throws HttpFailure when the connection fails, which may pass
   * @throws RegistryFailure when the content is not what its digest says, or the reader refuses it
   */
  static <T> T read(
      RegistryConnection connection,
      HttpCall call,
      String digest,
      RegistryClient.BlobReader<T> reader)
      throws IOException, InterruptedException {
    RegistryFailure[] wrong = new RegistryFailure[1];
    T read =
        connection.stream(
            call,
            (name, response) -> {
              if (response.statusCode() != 200) {
                wrong[0] =
                    new RegistryFailure(
                        name + " answered " + response.statusCode() + " for a blob.");
                return null;
              }
              DigestedStream content = new DigestedStream(response.body());
              T value;
              try {
                value = reader.read(content);
              } catch (IOException e) {
                if (content.isBroken()) {
                  throw e; // on the way, which may pass; else it is what was read
                }
                wrong[0] =
                    new RegistryFailure(name + ": the content is unreadable: " + e.getMessage(), e);
                return null;
              }
              if (!content.digestOfAll().equals(digest)) {
                wrong[0] =
                    new RegistryFailure(
                        name + " answered content with digest " + content.digestOfAll() + ".");
              }
              return value;
            });
    if (wrong[0] != null) {
      throw wrong[0];
    }
    return read;
  }
}
