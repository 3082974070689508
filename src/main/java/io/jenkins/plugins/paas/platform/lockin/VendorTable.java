package io.jenkins.plugins.paas.platform.lockin;

import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The signs by which vendors' and self-hosted products are known. Immutable. */
final class VendorTable {

  private static final String FILE = "vendors.yaml";

  private final Map<Sign, List<Entry>> entries = new EnumMap<>(Sign.class);

  private record Entry(String sign, Origin origin) {}

  private VendorTable() {}

  /** The suite's own. */
  static VendorTable bundled() {
    return Bundled.TABLE;
  }

  /** Whose that is; the longest sign that fits decides. */
  Optional<Origin> origin(Sign kind, String seen) {
    return entries.getOrDefault(kind, List.of()).stream()
        .filter(entry -> kind.matches(entry.sign(), seen))
        .max((a, b) -> Integer.compare(a.sign().length(), b.sign().length()))
        .map(Entry::origin);
  }

  static VendorTable parse(String yaml, String source) throws YamlFailure {
    VendorTable table = new VendorTable();
    Map<String, Object> tree = YamlText.parse(yaml, source);
    for (Object one : (List<?>) tree.get("products")) {
      Map<?, ?> product = (Map<?, ?>) one;
      Object vendor = product.get("vendor");
      Origin origin =
          new Origin(
              String.valueOf(product.get("product")), vendor == null ? "" : vendor.toString());
      for (Sign sign : Sign.values()) {
        if (product.get(sign.name().toLowerCase(Locale.ROOT)) instanceof List<?> texts) {
          List<Entry> all = table.entries.computeIfAbsent(sign, s -> new ArrayList<>());
          texts.forEach(text -> all.add(new Entry(text.toString(), origin)));
        }
      }
    }
    return table;
  }

  /** Read at first use. */
  private static final class Bundled {
    static final VendorTable TABLE = table();

    private static VendorTable table() {
      try (InputStream in = VendorTable.class.getResourceAsStream(FILE)) {
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), FILE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
