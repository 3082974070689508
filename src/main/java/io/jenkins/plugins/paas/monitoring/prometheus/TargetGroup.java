package io.jenkins.plugins.paas.monitoring.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Addresses that share labels, in the form of Prometheus' {@code file_sd} and {@code http_sd}
 * documents. What exists is valid. Immutable.
 */
public final class TargetGroup {

  /**
   * Names the registration that a group belongs to. Labels with this prefix are dropped after
   * relabelling, so it costs no series.
   */
  public static final String REGISTRATION = "__meta_paas_registration";

  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern INTERVAL =
      Pattern.compile("(?=\\d)(\\d+h)?(\\d+m(?!s))?(\\d+s)?(\\d+ms)?");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[-A-Za-z0-9.]*[A-Za-z0-9])?|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))");

  private final String registration;
  private final List<String> addresses;
  private final Map<String, String> labels;

  private TargetGroup(String registration, List<String> addresses, Map<String, String> labels) {
    this.registration = registration;
    this.addresses = List.copyOf(addresses);
    this.labels = labels;
  }

  /**
   * @param registration names this group among the application's, such as {@code shop-staging/api}
   * @param addresses {@code host:port} each
   * @param path where metrics are, beginning with a slash
   * @param labels added to every series
   * @throws IllegalArgumentException with the offending text and the rule
   */
  public static TargetGroup of(
      String registration, List<String> addresses, String path, Map<String, String> labels) {
    addresses.forEach(TargetGroup::requireAddress);
    requirePath(path);
    Map<String, String> all = new TreeMap<>();
    labels.forEach(
        (name, value) -> {
          requireLabel(name);
          all.put(name, value);
        });
    all.put("__metrics_path__", path);
    all.put(REGISTRATION, registration);
    return new TargetGroup(registration, addresses.stream().sorted().distinct().toList(), all);
  }

  /** The same, scraped at this interval instead of the server's own (since Prometheus 2.31). */
  public TargetGroup every(String interval) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("__scrape_interval__", requireInterval(interval));
    return new TargetGroup(registration, addresses, all);
  }

  /** The same, with who registers it, so that it can be swept when the job is gone. */
  public TargetGroup by(TargetOwner owner) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(TargetOwner.CONTROLLER, owner.controller());
    all.put(TargetOwner.JOB, owner.job());
    return new TargetGroup(registration, addresses, all);
  }

  /**
   * @throws IllegalArgumentException unless it is a duration above zero as Prometheus writes it
   */
  public static String requireInterval(String text) {
    if (!INTERVAL.matcher(text).matches() || text.chars().noneMatch(c -> c > '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "interval '" + text + "' is no duration above zero, such as 15s or 1m");
    }
    return text;
  }

  /**
   * @throws IllegalArgumentException unless it is {@code host:port} without scheme and path
   */
  public static String requireAddress(String address) {
    var matcher = ADDRESS.matcher(address);
    if (!matcher.matches()
        || Integer.parseInt(matcher.group(1)) < 1
        || Integer.parseInt(matcher.group(1)) > 65535) {
      throw new IllegalArgumentException(
          "target '"
              + address
              + "' is not host:port: leave scheme and path out (the argument 'path' has the path)");
    }
    return address;
  }

  /**
   * @throws IllegalArgumentException unless it is a path
   */
  public static String requirePath(String path) {
    if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c == '?' || c == '#')) {
      throw new IllegalArgumentException(
          "path '" + path + "' must begin with '/' and have no blanks, '?' and '#'");
    }
    return path;
  }

  /**
   * @throws IllegalArgumentException unless users may set a label of this name
   */
  public static String requireLabel(String name) {
    if (!LABEL.matcher(name).matches() || name.startsWith("__")) {
      throw new IllegalArgumentException(
          "label '"
              + name
              + "' is no label name: letters, digits and '_', not beginning with a digit or '__'");
    }
    return name;
  }

  public String registration() {
    return registration;
  }

  public List<String> addresses() {
    return addresses;
  }

  /** As the document has it. */
  Map<String, Object> toDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("targets", new ArrayList<>(addresses));
    document.put("labels", labels);
    return document;
  }
}
