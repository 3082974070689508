package hudson.model;

import hudson.BulkChange;
import hudson.XmlFile;
import hudson.security.Permission;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfigurationCategory;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** What is known of a kind of describable: its name, its checks, its stored settings. */
public abstract class Descriptor<T extends Describable<T>> implements Saveable {
  private static final Logger LOGGER = Logger.getLogger(Descriptor.class.getName());

  public final transient Class<? extends T> clazz;

  protected Descriptor(Class<? extends T> clazz) {
    this.clazz = clazz == self() ? own() : clazz;
  }

  /** Describes the class that this one is nested in. */
  @SuppressWarnings("unchecked")
  protected Descriptor() {
    Class<?> outer = getClass().getEnclosingClass();
    if (outer == null) {
      throw new AssertionError(
          getClass().getName() + " is nested in no class that it could describe");
    }
    this.clazz = (Class<? extends T>) outer;
  }

  @SuppressWarnings("unchecked")
  private Class<? extends T> own() {
    return (Class<? extends T>) getClass();
  }

  /** For a descriptor that describes itself. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  protected static Class self() {
    return Self.class;
  }

  public String getDisplayName() {
    return clazz.getSimpleName();
  }

  public String getId() {
    return clazz.getName();
  }

  /** The type that all of its siblings describe: Descriptor's type argument. */
  @SuppressWarnings("unchecked")
  public Class<T> getT() {
    for (Class<?> c = getClass(); c != null; c = c.getSuperclass()) {
      Type generic = c.getGenericSuperclass();
      if (generic instanceof ParameterizedType) {
        Type argument = ((ParameterizedType) generic).getActualTypeArguments()[0];
        if (argument instanceof ParameterizedType) {
          argument = ((ParameterizedType) argument).getRawType();
        }
        if (argument instanceof Class) {
          return (Class<T>) argument;
        }
      }
    }
    return (Class<T>) (Class<?>) Describable.class;
  }

  public final boolean isInstance(T instance) {
    return clazz.isInstance(instance);
  }

  public final boolean isSubTypeOf(Class<?> type) {
    return type.isAssignableFrom(clazz);
  }

  public GlobalConfigurationCategory getCategory() {
    return GlobalConfigurationCategory.get(GlobalConfigurationCategory.Unclassified.class);
  }

  public Permission getRequiredGlobalConfigPagePermission() {
    return Jenkins.ADMINISTER;
  }

  /** Writes the fields to the file of this descriptor; a failure is logged. */
  @Override
  public void save() {
    if (BulkChange.contains(this)) {
      return;
    }
    try {
      getConfigFile().write(this);
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "cannot save " + getConfigFile(), e);
    }
  }

  /** Reads the fields back, where the file exists. */
  public void load() {
    XmlFile file = getConfigFile();
    if (!file.exists()) {
      return;
    }
    try {
      file.unmarshal(this);
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "cannot load " + file, e);
    }
  }

  protected XmlFile getConfigFile() {
    return new XmlFile(new File(Jenkins.get().getRootDir(), getId() + ".xml"));
  }

  /** Marks {@link #self()}. */
  private static final class Self {}

  /**
   * Takes what a form says.
   *
   * @return whether to stay on the pages that configure
   */
  public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
    return true;
  }

  /** A value that cannot be accepted. */
  public static final class FormException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String formField;

    public FormException(String message, String formField) {
      super(message);
      this.formField = formField;
    }

    public FormException(Throwable cause, String formField) {
      super(cause);
      this.formField = formField;
    }

    public String getFormField() {
      return formField;
    }
  }
}
