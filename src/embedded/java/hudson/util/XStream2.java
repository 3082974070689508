package hudson.util;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.converters.SingleValueConverter;
import com.thoughtworks.xstream.converters.collections.CollectionConverter;
import com.thoughtworks.xstream.io.HierarchicalStreamWriter;
import com.thoughtworks.xstream.io.xml.PrettyPrintWriter;
import com.thoughtworks.xstream.io.xml.StaxDriver;
import hudson.model.Result;
import java.io.Writer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads and writes settings and build records. Like a real controller's it refuses classes that are
 * not known to be safe: the JDK's immutable collections, lambdas, streams, threads.
 */
public class XStream2 extends XStream {
  public XStream2() {
    super(new Indenting());
    allowTypesByWildcard(
        new String[] {
          "io.jenkins.**", "hudson.**", "jenkins.**", "org.jenkinsci.**", "com.cloudbees.plugins.**"
        });
    allowTypes(
        new Class<?>[] {
          java.util.ArrayList.class,
          java.util.LinkedList.class,
          java.util.LinkedHashMap.class,
          java.util.HashMap.class,
          java.util.TreeMap.class,
          java.util.LinkedHashSet.class,
          java.util.HashSet.class,
          java.util.TreeSet.class,
          CopyOnWriteArrayList.class,
          ConcurrentHashMap.class,
        });
    registerConverter(
        new CollectionConverter(getMapper()) {
          @Override
          public boolean canConvert(Class type) {
            return type == CopyOnWriteArrayList.class;
          }
        });
    registerConverter(new SecretConverter());
    registerConverter(new ResultConverter());
  }

  private static final class Indenting extends StaxDriver {
    @Override
    public HierarchicalStreamWriter createWriter(Writer out) {
      return new PrettyPrintWriter(out);
    }
  }

  private static final class SecretConverter implements SingleValueConverter {
    @Override
    public boolean canConvert(Class type) {
      return type == Secret.class;
    }

    @Override
    public String toString(Object o) {
      return ((Secret) o).getEncryptedValue();
    }

    @Override
    public Object fromString(String text) {
      return Secret.fromString(text);
    }
  }

  private static final class ResultConverter implements SingleValueConverter {
    @Override
    public boolean canConvert(Class type) {
      return type == Result.class;
    }

    @Override
    public String toString(Object o) {
      return o.toString();
    }

    @Override
    public Object fromString(String text) {
      return Result.fromString(text);
    }
  }
}
