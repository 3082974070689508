package io.jenkins.embedded.platform.registry;

/** What a registry answers when it refuses (OCI Distribution Specification 1.1, "Error Codes"). */
final class RegistryError extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  RegistryError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  static RegistryError blobUnknown(String digest) {
    return new RegistryError(404, "BLOB_UNKNOWN", "blob unknown to registry: " + digest);
  }

  static RegistryError manifestUnknown(String reference) {
    return new RegistryError(404, "MANIFEST_UNKNOWN", "manifest unknown: " + reference);
  }

  static RegistryError digestInvalid(String given, String actual) {
    return new RegistryError(
        400, "DIGEST_INVALID", "the content has digest " + actual + ", not " + given);
  }

  static RegistryError uploadUnknown(String id) {
    return new RegistryError(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown: " + id);
  }

  static RegistryError notFound() {
    return new RegistryError(404, "NAME_UNKNOWN", "no such endpoint");
  }

  static RegistryError unsupported(String what) {
    return new RegistryError(405, "UNSUPPORTED", what + " is not supported");
  }
}
