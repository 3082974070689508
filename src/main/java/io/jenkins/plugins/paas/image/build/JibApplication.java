package io.jenkins.plugins.paas.image.build;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM application for {@link JibBuild}. Paths are relative to the context. Serialisable; not
 * thread-safe while it is being filled.
 */
public final class JibApplication implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A base without anything in it. */
  public static final String SCRATCH = "scratch";

  /** Who runs the application where there is no base image to say it: not root. */
  public static final String SCRATCH_USER = "10001:10001";

  /** Where Maven puts classes and resources. */
  public static final String DEFAULT_CLASSES = "target/classes";

  /** Where Maven's dependency:copy-dependencies puts jars; taken where it is there. */
  public static final String DEFAULT_DEPENDENCIES = "target/dependency";

  private String base = SCRATCH;
  private String classes;
  private String dependencies;
  private String jar;
  private String mainClass;
  private String user;
  private final ArrayList<String> jvmFlags = new ArrayList<>();
  private final ArrayList<Integer> ports = new ArrayList<>();
  private final LinkedHashMap<String, String> environment = new LinkedHashMap<>();

  /** {@link #SCRATCH} or an image reference. */
  public String base() {
    return base;
  }

  public JibApplication base(String value) {
    base = value;
    return this;
  }

  /** Directory of classes and resources; {@code null} for {@link #DEFAULT_CLASSES}. */
  public String classes() {
    return classes;
  }

  public JibApplication classes(String value) {
    classes = value;
    return this;
  }

  /** Directory of jars for the class path; {@code null} for {@link #DEFAULT_DEPENDENCIES}. */
  public String dependencies() {
    return dependencies;
  }

  public JibApplication dependencies(String value) {
    dependencies = value;
    return this;
  }

  /** An executable jar instead of classes, or {@code null}. */
  public String jar() {
    return jar;
  }

  public JibApplication jar(String value) {
    jar = value;
    return this;
  }

  /** {@code null} to look for the one class with a main method, or the jar's Main-Class. */
  public String mainClass() {
    return mainClass;
  }

  public JibApplication mainClass(String value) {
    mainClass = value;
    return this;
  }

  /** {@code null} for the base image's, or {@link #SCRATCH_USER}. */
  public String user() {
    return user;
  }

  public JibApplication user(String value) {
    user = value;
    return this;
  }

  public List<String> jvmFlags() {
    return jvmFlags;
  }

  public List<Integer> ports() {
    return ports;
  }

  public Map<String, String> environment() {
    return environment;
  }
}
