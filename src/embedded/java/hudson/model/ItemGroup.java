package hudson.model;

import java.io.File;
import java.util.Collection;

/** Something that holds items. */
public interface ItemGroup<T extends Item> extends PersistenceRoot, ModelObject {
  /** Empty for the controller itself. */
  String getFullName();

  String getFullDisplayName();

  Collection<T> getItems();

  String getUrl();

  /** Null where there is none, or the caller may not see it. */
  T getItem(String name);

  File getRootDirFor(T child);
}
