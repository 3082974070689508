package io.jenkins.embedded.controller;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** Copies as a channel to an agent does: by serialisation, but for objects that channels export. */
public final class SerializedCopy {
  private SerializedCopy() {}

  @SuppressWarnings("unchecked")
  public static <T> T of(T original) throws IOException {
    if (original == null) {
      return null;
    }
    List<Object> exported = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new Writer(bytes, exported)) {
      out.writeObject(original);
    }
    ClassLoader loader = original.getClass().getClassLoader();
    try (Reader in = new Reader(new ByteArrayInputStream(bytes.toByteArray()), exported, loader)) {
      return (T) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("cannot copy " + original.getClass().getName(), e);
    }
  }

  /** Stands in the stream for an object that stays on this side. */
  private static final class Exported implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int index;

    Exported(int index) {
      this.index = index;
    }
  }

  private static final class Writer extends ObjectOutputStream {
    private final List<Object> exported;

    Writer(OutputStream out, List<Object> exported) throws IOException {
      super(out);
      this.exported = exported;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object o) {
      if (o instanceof SerializableOnlyOverRemoting) {
        exported.add(o);
        return new Exported(exported.size() - 1);
      }
      return o;
    }
  }

  private static final class Reader extends ObjectInputStream {
    private final List<Object> exported;
    private final ClassLoader loader;

    Reader(InputStream in, List<Object> exported, ClassLoader loader) throws IOException {
      super(in);
      this.exported = exported;
      this.loader = loader;
      enableResolveObject(true);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }

    @Override
    protected Object resolveObject(Object o) {
      return o instanceof Exported ? exported.get(((Exported) o).index) : o;
    }
  }
}
