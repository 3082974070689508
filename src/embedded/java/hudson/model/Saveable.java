package hudson.model;

import java.io.IOException;

/** Something that writes itself to the disk. */
public interface Saveable {
  void save() throws IOException;
}
