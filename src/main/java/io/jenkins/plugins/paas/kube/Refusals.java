package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.core.http.AddressGuard;
import io.jenkins.plugins.paas.core.text.Redactor;
import io.jenkins.plugins.paas.kube.KubeFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Words what a cluster refused: endpoint, verb, object, the server's reason, the way out. */
final class Refusals {

  private static final int SHOWN = 600;
  private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");

  private Refusals() {}

  /** From a {@code Status} (apimachinery, meta/v1/types.go), or any other body. */
  static KubeFailure status(KubeAccess access, Verb verb, int code, String body) {
    KubeObject status = parsed(body);
    String said = status.text("message").isEmpty() ? body : status.text("message");
    Redactor redactor = redactor(access);
    String why = shortened(redactor.redact(said));
    String head = access.endpoint().baseUri() + " answered " + code + " to " + verb + ": " + why;
    return switch (code) {
      case 401 ->
          failure(
              Kind.UNAUTHORIZED,
              code,
              head
                  + ". The credential (credentialsId) of "
                  + access.setting()
                  + " is not accepted: it may be wrong or expired.");
      case 403 -> failure(Kind.FORBIDDEN, code, head + forbidden(access, verb, why));
      case 404 ->
          failure(
              Kind.NOT_FOUND,
              code,
              head + ". Check the URL of " + access.setting() + ", and that the object exists.");
      case 409 -> failure(Kind.CONFLICT, code, conflict(access, verb, status, head));
      case 400, 422 -> failure(Kind.INVALID, code, head + ". Correct the manifest.");
      default ->
          // API servers before 1.22 answer 500 where a field does not fit the schema
          why.contains("typed patch object") || why.contains("unable to convert")
              ? failure(Kind.INVALID, code, head + ". Correct the manifest.")
              : failure(Kind.STATUS, code, head + ".");
    };
  }

  private static String forbidden(KubeAccess access, Verb verb, String why) {
    if (why.contains("exceeded quota") || why.contains("failed quota")) {
      return ". Raise the quota, or ask for less.";
    }
    if (why.contains("is being terminated")) {
      return ". The namespace is being removed: run again when it is gone.";
    }
    if (verb.type() == null) {
      return ". The credential of " + access.setting() + " lacks the right to do this.";
    }
    return ". The credential of "
        + access.setting()
        + " needs the verb '"
        + verb.verb()
        + "' on '"
        + verb.type().resource()
        + (verb.namespace().isEmpty()
            ? "' (ClusterRole)."
            : "' in " + verb.namespace() + " (Role and RoleBinding).");
  }

  private static String conflict(KubeAccess access, Verb verb, KubeObject status, String head) {
    List<Map<String, Object>> causes =
        status.maps("details", "causes").stream()
            .filter(c -> KubeObject.text(c, "reason").equals("FieldManagerConflict"))
            .toList();
    if (causes.isEmpty()) {
      return head + ". Run again.";
    }
    StringBuilder text = new StringBuilder();
    text.append(verb.type().kind()).append('/').append(verb.name());
    if (!verb.namespace().isEmpty()) {
      text.append(" in ").append(verb.namespace());
    }
    text.append(" at ").append(access.endpoint().baseUri());
    text.append(": fields that the manifest sets belong to someone else:");
    for (Map<String, Object> cause : causes) {
      Matcher manager = MANAGER.matcher(KubeObject.text(cause, "message"));
      text.append("\n  ").append(KubeObject.text(cause, "field")).append(" is managed by '");
      text.append(manager.find() ? manager.group(1) : KubeObject.text(cause, "message"))
          .append('\'');
    }
    return text.append(
            "\nLeave these fields out of the manifest, or take them over once with force: true.")
        .toString();
  }

  /** From a connection that failed. */
  static KubeFailure broken(KubeAccess access, Verb verb, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && !(root instanceof SSLException)) {
      root = root.getCause();
    }
    String head = access.endpoint().baseUri() + " (" + verb + ")";
    String detail = redactor(access).redact(String.valueOf(root.getMessage()));
    if (root instanceof SSLException || root instanceof java.security.cert.CertificateException) {
      return new KubeFailure(
          Kind.TLS,
          0,
          head
              + ": the server's certificate is not accepted ("
              + detail
              + "). Configure caCertificate of "
              + access.setting()
              + ", or correct the host name in its URL.",
          cause);
    }
    if (root instanceof AddressGuard.Forbidden) {
      return new KubeFailure(Kind.INVALID, 0, head + " is not sent: " + detail + ".", cause);
    }
    if (root instanceof UnknownHostException) {
      return new KubeFailure(
          Kind.UNREACHABLE,
          0,
          head + ": the host name does not resolve. Check the URL of " + access.setting() + ".",
          cause);
    }
    if (root instanceof ConnectException) {
      return new KubeFailure(
          Kind.UNREACHABLE,
          0,
          head
              + ": the connection was refused. Check that the API server runs there, and the URL of"
              + " "
              + access.setting()
              + ".",
          cause);
    }
    if (root instanceof TimeoutException || root instanceof SocketTimeoutException) {
      return new KubeFailure(
          Kind.BROKEN,
          0,
          head
              + ": no answer within "
              + access.endpoint().requestTimeout().toSeconds()
              + " s. Check the URL of "
              + access.setting()
              + ", and the network in between.",
          cause);
    }
    if (root instanceof IOException) {
      return new KubeFailure(
          Kind.BROKEN, 0, head + ": the connection broke (" + detail + ").", cause);
    }
    return new KubeFailure(
        Kind.INVALID,
        0,
        head + " failed: " + root.getClass().getSimpleName() + ": " + detail,
        cause);
  }

  private static KubeObject parsed(String body) {
    try {
      return new KubeObject(KubeTransport.tree("", body));
    } catch (KubeFailure e) {
      return new KubeObject(Map.of()); // a proxy's page, which is shown as it is
    }
  }

  private static Redactor redactor(KubeAccess access) {
    Redactor redactor = new Redactor();
    access.endpoint().authentication().secrets().forEach(redactor::add);
    return redactor;
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.isEmpty()
        ? "no reason given"
        : line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }

  private static KubeFailure failure(Kind kind, int code, String message) {
    return new KubeFailure(kind, code, message, null);
  }
}
