package hudson.security;

import io.jenkins.embedded.controller.Text;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jvnet.localizer.Localizable;

/** A right. Whoever has the one that implies it has it as well. */
public final class Permission {
  public final Class owner;
  public final PermissionGroup group;
  public final String name;
  public final Localizable description;
  public final Permission impliedBy;
  public boolean enabled;
  private final Set<PermissionScope> scopes;

  public static final PermissionGroup GROUP =
      new PermissionGroup(Permission.class, Text.of("Generic"));

  /** Implies everything. */
  private static final Permission FULL = generic("FullControl", null);

  public static final Permission READ = generic("GenericRead", FULL);
  public static final Permission WRITE = generic("GenericWrite", FULL);
  public static final Permission CREATE = generic("GenericCreate", WRITE);
  public static final Permission UPDATE = generic("GenericUpdate", WRITE);
  public static final Permission DELETE = generic("GenericDelete", WRITE);
  public static final Permission CONFIGURE = generic("GenericConfigure", UPDATE);

  private static Permission generic(String name, Permission impliedBy) {
    return Text.permission(GROUP, name, impliedBy, PermissionScope.JENKINS);
  }

  public Permission(
      PermissionGroup group,
      String name,
      Localizable description,
      Permission impliedBy,
      boolean enable,
      PermissionScope[] scopes)
      throws IllegalStateException {
    if (scopes.length == 0) {
      throw new IllegalArgumentException("permission " + name + " has no scope");
    }
    this.owner = group.owner;
    this.group = group;
    this.name = name;
    this.description = description;
    this.impliedBy = impliedBy;
    this.enabled = enable;
    this.scopes = new LinkedHashSet<>(java.util.List.of(scopes));
    group.add(this);
  }

  public Permission(
      PermissionGroup group,
      String name,
      Localizable description,
      Permission impliedBy,
      PermissionScope scope) {
    this(group, name, description, impliedBy, true, new PermissionScope[] {scope});
  }

  public boolean isContainedBy(PermissionScope s) {
    return scopes.stream().anyMatch(scope -> scope.isContainedBy(s));
  }

  public String getId() {
    return owner.getName() + "." + name;
  }

  public boolean getEnabled() {
    return enabled;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Permission && ((Permission) o).getId().equals(getId());
  }

  @Override
  public int hashCode() {
    return getId().hashCode();
  }

  @Override
  public String toString() {
    return "Permission[" + owner + "," + name + "]";
  }
}
