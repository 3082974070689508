package jenkins.util;

import java.io.IOException;
import java.io.Serializable;

/** A file that is to be read, wherever it is kept. */
public abstract class VirtualFile implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract VirtualFile child(String name);

  /** 0 where there is no such file. */
  public abstract long length() throws IOException;
}
