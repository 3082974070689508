package hudson;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.XStreamException;
import hudson.util.XStream2;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An object kept as XML in a file. */
public final class XmlFile {
  private XStream xs;
  private final File file;

  public XmlFile(File file) {
    this(null, file);
  }

  public XmlFile(XStream xs, File file) {
    this.xs = xs;
    this.file = file;
  }

  /** Made when first needed: it takes a tenth of a second. */
  private synchronized XStream xstream() {
    if (xs == null) {
      xs = new XStream2();
    }
    return xs;
  }

  public File getFile() {
    return file;
  }

  public boolean exists() {
    return file.exists();
  }

  public Object read() throws IOException {
    try (Reader in = Files.newBufferedReader(file.toPath(), StandardCharsets.UTF_8)) {
      return xstream().fromXML(in);
    } catch (XStreamException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads into an object that exists. */
  public Object unmarshal(Object o) throws IOException {
    try (InputStream in = Files.newInputStream(file.toPath())) {
      return xstream().fromXML(in, o);
    } catch (XStreamException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Writes beside the old file first, so that a crash leaves one of the two whole. */
  public void write(Object o) throws IOException {
    Path target = file.toPath().toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path fresh = Files.createTempFile(target.getParent(), file.getName(), ".tmp");
    try {
      try (Writer out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
        out.write("<?xml version='1.1' encoding='UTF-8'?>\n");
        xstream().toXML(o, out);
      } catch (XStreamException e) {
        throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  public String asString() throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
