package io.jenkins.plugins.paas.step;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * One element of a list, as a page has it; in a Pipeline the list is written plainly ({@link
 * PageLists}), so it has no symbol. A Pipeline's element may be any object, a page's is a text.
 */
public final class ListedValue extends AbstractDescribableImpl<ListedValue> {

  private final Object value;

  @DataBoundConstructor
  public ListedValue(String value) {
    this((Object) value);
  }

  private ListedValue(Object value) {
    this.value = value;
  }

  /** The element as a page shows it. */
  public String getValue() {
    return NameValue.text(value);
  }

  /** The elements of a list; {@code null} is empty. */
  public static List<ListedValue> listOf(Collection<?> values) {
    List<ListedValue> list = new ArrayList<>();
    if (values != null) {
      values.forEach(
          value -> list.add(value instanceof ListedValue v ? v : new ListedValue(value)));
    }
    return list;
  }

  /** The elements as they were given; those left empty are passed over. */
  public static List<Object> valuesOf(List<ListedValue> list) {
    List<Object> values = new ArrayList<>();
    if (list != null) {
      list.stream()
          .filter(item -> item.value != null && !item.getValue().isBlank())
          .forEach(item -> values.add(item.value));
    }
    return values;
  }

  /** The elements as texts; those left empty are passed over. */
  public static List<String> textsOf(List<ListedValue> list) {
    return new ArrayList<>(valuesOf(list).stream().map(NameValue::text).toList());
  }

  /** Describes the element on pages. */
  @Extension
  public static final class DescriptorImpl extends Descriptor<ListedValue> {
    @Override
    public String getDisplayName() {
      return "Value";
    }
  }
}
