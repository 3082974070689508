package io.jenkins.plugins.paas.logging.pod;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pod's annotation {@code paas.jenkins.io/log-nonce} offers: {@code
 * http://:8080/healthz?nonce=}, a GET that logs what is appended to it. It names no host: the
 * request goes to the pod's own address, nowhere else.
 */
public record NoncePath(int port, String pathAndQuery) {

  /** The annotation with this path. */
  public static final String ANNOTATION = "paas.jenkins.io/log-nonce";

  /** The annotation with the data stream or alias that the pod's lines are shipped to. */
  public static final String TARGET_ANNOTATION = "paas.jenkins.io/log-target";

  private static final Pattern GRAMMAR = Pattern.compile("http://:(\\d{1,5})(/[!-~]*)");

  /**
   * @param pod names the pod in the message
   * @throws PodFailure when the annotation is something else
   */
  public static NoncePath parse(String annotation, String pod) throws PodFailure {
    Matcher matcher = GRAMMAR.matcher(annotation);
    if (!matcher.matches() || matcher.group(2).contains("#")) {
      throw new PodFailure(
          "The annotation "
              + ANNOTATION
              + " of pod "
              + pod
              + " must be http://:PORT/PATH, to which the nonce is appended, such as"
              + " http://:8080/healthz?nonce=, not '"
              + annotation
              + "'");
    }
    return new NoncePath(Integer.parseInt(matcher.group(1)), matcher.group(2));
  }

  URI base(String podAddress) {
    return URI.create(
        "http://" + (podAddress.contains(":") ? "[" + podAddress + "]" : podAddress) + ":" + port);
  }

  URI request(String podAddress, String nonce) {
    return URI.create(base(podAddress) + pathAndQuery + nonce);
  }
}
