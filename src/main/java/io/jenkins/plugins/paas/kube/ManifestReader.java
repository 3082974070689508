package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads manifests: several documents a text, lists taken apart, everything capped and checked. */
public final class ManifestReader {

  /** Objects that one text may hold. */
  public static final int MAX_OBJECTS = 10_000;

  private static final Pattern MARKER = Pattern.compile("---(\\s.*)?");
  // kinds of other groups may be called more freely, but never with a slash
  private static final Pattern NAME = Pattern.compile("[^/%\\s]{1,253}");
  private static final Set<String> DNS_GROUPS =
      Set.of("", "apps", "batch", "networking.k8s.io", "policy", "autoscaling");

  private ManifestReader() {}

  /**
   * @param source names the text in messages, a file's path for instance
   * @throws YamlFailure where the text is no YAML
   * @throws ManifestFailure where a document is no Kubernetes object
   */
  public static List<Manifest> read(String text, String source)
      throws YamlFailure, ManifestFailure {
    List<Map<String, Object>> documents = YamlText.parseAll(text, source);
    List<int[]> starts = starts(text);
    boolean known = starts.size() == documents.size();
    List<Manifest> manifests = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      String place =
          known
              ? source + ", document " + starts.get(i)[0] + ", line " + starts.get(i)[1]
              : source + ", document " + (i + 1);
      add(new KubeObject(documents.get(i)), place, manifests);
    }
    return manifests;
  }

  private static void add(KubeObject object, String place, List<Manifest> manifests)
      throws ManifestFailure {
    require(!object.apiVersion().isEmpty(), place, "apiVersion is missing");
    require(!object.kind().isEmpty(), place, "kind is missing");
    if (object.kind().equals("List") && object.apiVersion().equals("v1")) {
      int number = 0;
      for (Map<String, Object> item : object.maps("items")) {
        add(new KubeObject(item), place + ", item " + ++number, manifests);
      }
      return;
    }
    require(
        object.at("metadata") instanceof Map,
        place,
        "metadata of the " + object.kind() + " is missing");
    require(
        !object.name().isEmpty(),
        place,
        "metadata.name of the "
            + object.kind()
            + " is missing"
            + (object.text("metadata", "generateName").isEmpty()
                ? ""
                : "; generateName cannot be applied twice, so it is refused"));
    require(
        NAME.matcher(object.name()).matches(),
        place,
        "'" + object.name() + "' is no name: at most 253 characters, no '/', '%' or spaces");
    require(
        !DNS_GROUPS.contains(object.ref().group()) || DnsName.isSubdomain(object.name()),
        place,
        "metadata.name '"
            + object.name()
            + "' of the "
            + object.kind()
            + " is no DNS subdomain (RFC 1123): 1 to 253 lower-case letters, digits, '-' or '.',"
            + " each part beginning and ending with a letter or digit");
    manifests.add(new Manifest(object, place));
    require(
        manifests.size() <= MAX_OBJECTS, place, "there are more than " + MAX_OBJECTS + " objects");
  }

  private static void require(boolean holds, String place, String problem) throws ManifestFailure {
    if (!holds) {
      throw new ManifestFailure(place + ": " + problem);
    }
  }

  /**
   * Document number and first line of each document with content. At column 0 three dashes always
   * begin a document (YAML 1.2, 9.1.2), even within a text block.
   */
  private static List<int[]> starts(String text) {
    List<int[]> starts = new ArrayList<>();
    int document = 1;
    int line = 0;
    boolean open = false;
    boolean any = false;
    for (String row : text.split("\\R", -1)) {
      line++;
      String content = row;
      if (MARKER.matcher(row).matches()) {
        document += any ? 1 : 0;
        any = true;
        open = false;
        content = row.substring(3);
      }
      String bare = content.strip();
      if (!open && !bare.isEmpty() && !bare.startsWith("#") && !bare.startsWith("%")) {
        starts.add(new int[] {document, line});
        open = true;
        any = true;
      }
    }
    return starts;
  }
}
