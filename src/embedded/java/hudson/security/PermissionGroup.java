package hudson.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jvnet.localizer.Localizable;

/** Permissions that one class declares. */
public final class PermissionGroup implements Iterable<Permission>, Comparable<PermissionGroup> {
  public final Class owner;
  public final Localizable title;
  private final List<Permission> permissions = new ArrayList<>();

  public PermissionGroup(Class owner, Localizable title) throws IllegalStateException {
    this.owner = owner;
    this.title = title;
  }

  synchronized void add(Permission permission) {
    if (permissions.stream().anyMatch(p -> p.name.equals(permission.name))) {
      throw new IllegalStateException(permission.getId() + " exists already");
    }
    permissions.add(permission);
  }

  public synchronized List<Permission> getPermissions() {
    return Collections.unmodifiableList(new ArrayList<>(permissions));
  }

  @Override
  public Iterator<Permission> iterator() {
    return getPermissions().iterator();
  }

  @Override
  public int compareTo(PermissionGroup that) {
    return owner.getName().compareTo(that.owner.getName());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PermissionGroup && ((PermissionGroup) o).owner == owner;
  }

  @Override
  public int hashCode() {
    return owner.hashCode();
  }
}
