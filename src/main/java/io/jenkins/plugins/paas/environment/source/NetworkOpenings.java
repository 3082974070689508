package io.jenkins.plugins.paas.environment.source;

import com.google.common.net.InetAddresses;
import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One NetworkPolicy for all pods of a namespace: it denies everything but the openings, which are
 * texts such as {@code from namespace ingress-nginx port 8080}, {@code to dns}, {@code to
 * 10.0.0.0/8 port 5432}; {@code none} opens nothing.
 */
public final class NetworkOpenings {

  private static final Pattern OPENING =
      Pattern.compile(
          "(from|to) (same|anywhere|dns|namespace (\\S+)|([0-9a-fA-F:.]+)/(\\d{1,3}))"
              + "( port (\\d{1,5})(?:/(TCP|UDP|SCTP))?)?");
  private static final String FORM =
      "'from' or 'to', then 'same' (this namespace), 'namespace NAME', an address range such as"
          + " 10.0.0.0/8, 'dns' (only after 'to') or 'anywhere', then 'port N' or 'port N/UDP'"
          + " where it is not every port; or 'none' alone";

  /** The namespace's own name as a label; every namespace has it since Kubernetes 1.21. */
  private static final String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

  private NetworkOpenings() {}

  /**
   * @throws IllegalArgumentException for an opening that is none, with the form it should have
   */
  public static KubeObject policy(List<String> openings) {
    List<Object> ingress = new ArrayList<>();
    List<Object> egress = new ArrayList<>();
    for (String opening : openings) {
      String text = opening.strip().replaceAll("\\s+", " ");
      if (text.equals("none")) {
        if (openings.size() > 1) {
          throw new IllegalArgumentException("network: 'none' opens nothing, so it stands alone");
        }
        continue;
      }
      Matcher matcher = OPENING.matcher(text);
      if (!matcher.matches()) {
        throw refused(opening, "");
      }
      boolean from = matcher.group(1).equals("from");
      (from ? ingress : egress).add(rule(opening, matcher, from));
    }
    KubeObject policy = OwnObjects.named("networking.k8s.io/v1", "NetworkPolicy", OwnObjects.NAME);
    policy.ensure("spec").put("podSelector", new LinkedHashMap<>());
    policy.ensure("spec").put("policyTypes", List.of("Ingress", "Egress"));
    policy.ensure("spec").put("ingress", ingress);
    policy.ensure("spec").put("egress", egress);
    return policy;
  }

  private static Map<String, Object> rule(String opening, Matcher matcher, boolean from) {
    Map<String, Object> rule = new LinkedHashMap<>();
    String peer = matcher.group(2);
    if (peer.equals("dns")) {
      if (from || matcher.group(6) != null) {
        throw refused(opening, "'dns' goes with 'to', and has its own port. ");
      }
      rule.put("ports", List.of(port(53, "UDP"), port(53, "TCP")));
      return rule;
    }
    if (!peer.equals("anywhere")) {
      rule.put(from ? "from" : "to", List.of(peer(opening, matcher)));
    }
    if (matcher.group(6) != null) {
      int number = Integer.parseInt(matcher.group(7));
      if (number < 1 || number > 65535) {
        throw refused(opening, "A port is between 1 and 65535. ");
      }
      rule.put("ports", List.of(port(number, matcher.group(8))));
    }
    return rule;
  }

  private static Map<String, Object> peer(String opening, Matcher matcher) {
    String namespace = matcher.group(3);
    if (namespace != null) {
      DnsName.requireLabel(namespace, "network: the namespace of '" + opening + "'");
      return Map.of("namespaceSelector", Map.of("matchLabels", Map.of(NAMESPACE_LABEL, namespace)));
    }
    String address = matcher.group(4);
    if (address == null) {
      return Map.of("podSelector", Map.of());
    }
    int prefix = Integer.parseInt(matcher.group(5));
    if (!InetAddresses.isInetAddress(address) || prefix > (address.contains(":") ? 128 : 32)) {
      throw refused(opening, "'" + address + "/" + prefix + "' is no address range. ");
    }
    return Map.of("ipBlock", Map.of("cidr", address + "/" + prefix));
  }

  private static Map<String, Object> port(int number, String protocol) {
    Map<String, Object> port = new LinkedHashMap<>();
    port.put("protocol", protocol == null ? "TCP" : protocol);
    port.put("port", number);
    return port;
  }

  private static IllegalArgumentException refused(String opening, String why) {
    return new IllegalArgumentException(
        "network: '" + opening + "' is no opening. " + why + "One is: " + FORM + ".");
  }
}
