package jenkins.util;

/** Settings by system property. */
public class SystemProperties {
  private SystemProperties() {}

  public static String getString(String key) {
    return System.getProperty(key);
  }

  public static boolean getBoolean(String key, boolean def) {
    String value = System.getProperty(key);
    return value == null ? def : Boolean.parseBoolean(value);
  }

  public static Integer getInteger(String name, Integer def) {
    return Integer.getInteger(name, def);
  }
}
