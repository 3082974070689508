package io.jenkins.plugins.paas.step;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.core.Referenced;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * One entry of a map, as a page has it; in a Pipeline it is written as a map ({@link PageLists}),
 * so it has no symbol. A Pipeline's value may be any object, a page's is a text.
 */
public final class NameValue extends AbstractDescribableImpl<NameValue> {

  private final String name;
  private final Object value;

  @DataBoundConstructor
  public NameValue(String name, String value) {
    this(name, (Object) value);
  }

  private NameValue(String name, Object value) {
    this.name = name == null ? "" : name.strip();
    this.value = value;
  }

  public String getName() {
    return name;
  }

  /** The value as a page shows it. */
  public String getValue() {
    return text(value);
  }

  static String text(Object value) {
    return value == null
        ? null
        : value instanceof Referenced image ? image.imageReference() : value.toString();
  }

  /** The entries of a map; {@code null} is empty. */
  public static List<NameValue> listOf(Map<?, ?> map) {
    List<NameValue> list = new ArrayList<>();
    if (map != null) {
      map.forEach((name, value) -> list.add(new NameValue(String.valueOf(name), value)));
    }
    return list;
  }

  /**
   * The map that the entries make, values as they were given; rows left empty are passed over.
   *
   * @throws IllegalArgumentException for a value without a name, or a name that stands twice
   */
  public static Map<String, Object> mapOf(List<NameValue> list, String argument) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (NameValue entry : list == null ? List.<NameValue>of() : list) {
      if (entry.name.isEmpty() && (entry.value == null || entry.getValue().isEmpty())) {
        continue;
      }
      if (entry.name.isEmpty()) {
        throw new IllegalArgumentException(
            argument + ": the value '" + entry.getValue() + "' has no name");
      }
      if (map.containsKey(entry.name)) {
        throw new IllegalArgumentException(argument + ": '" + entry.name + "' stands twice");
      }
      map.put(entry.name, entry.value);
    }
    return map;
  }

  /** Describes the entry on pages. */
  @Extension
  public static final class DescriptorImpl extends Descriptor<NameValue> {
    @Override
    public String getDisplayName() {
      return "Name and value";
    }
  }
}
