package com.cloudbees.plugins.credentials.domains;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.DataBoundConstructor;

/** A group of credentials. */
public class Domain implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Domain GLOBAL = new Domain(null, null, List.of());

  private final String name;
  private final String description;
  private final ArrayList<DomainSpecification> specifications;

  @DataBoundConstructor
  public Domain(String name, String description, List<DomainSpecification> specifications) {
    this.name = name == null || name.isBlank() ? null : name.trim();
    this.description = description;
    this.specifications =
        specifications == null ? new ArrayList<>() : new ArrayList<>(specifications);
  }

  public static Domain global() {
    return GLOBAL;
  }

  /** Null for the global one. */
  public String getName() {
    return name;
  }

  public String getDescription() {
    return description;
  }

  public List<DomainSpecification> getSpecifications() {
    return specifications;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Domain && Objects.equals(((Domain) o).name, name);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(name);
  }
}
