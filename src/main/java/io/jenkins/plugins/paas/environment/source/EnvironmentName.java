package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.core.text.DnsName;
import java.io.Serializable;

/**
 * Which environment of which application, and the namespace that it lives in.
 *
 * @param namespace a DNS label
 */
public record EnvironmentName(String application, String environment, String namespace)
    implements Serializable {

  /**
   * @param pattern such as <code>${application}-${environment}</code>
   * @throws IllegalArgumentException when a name or the result is no DNS label
   */
  public static EnvironmentName of(String pattern, String application, String environment) {
    DnsName.requireLabel(application, "application");
    DnsName.requireLabel(environment, "environment");
    String namespace =
        pattern.replace("${application}", application).replace("${environment}", environment);
    DnsName.requireLabel(namespace, "namespace (by the pattern " + pattern + ")");
    return new EnvironmentName(application, environment, namespace);
  }
}
