package hudson.util;

import java.util.ArrayList;
import java.util.Collection;
import org.kohsuke.stapler.HttpResponse;

/** The choices of a form's list. */
public class ListBoxModel extends ArrayList<ListBoxModel.Option> implements HttpResponse {
  private static final long serialVersionUID = 1L;

  public ListBoxModel() {}

  public ListBoxModel(Collection<Option> c) {
    super(c);
  }

  public ListBoxModel(Option... data) {
    super(java.util.List.of(data));
  }

  public void add(String displayName, String value) {
    add(new Option(displayName, value));
  }

  /** A choice whose name is its value. */
  public ListBoxModel add(String nameAndValue) {
    add(nameAndValue, nameAndValue);
    return this;
  }

  /** One choice. */
  public static final class Option {
    public String name;
    public String value;
    public boolean selected;

    public Option(String name, String value) {
      this(name, value, false);
    }

    public Option(String name, String value, boolean selected) {
      this.name = name;
      this.value = value;
      this.selected = selected;
    }

    public Option(String nameAndValue) {
      this(nameAndValue, nameAndValue, false);
    }

    @Override
    public String toString() {
      return name + "=" + value + (selected ? "[selected]" : "");
    }
  }
}
