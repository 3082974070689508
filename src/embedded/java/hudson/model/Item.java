package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.embedded.controller.Text;

/** Something with a name in an item group: a job or a folder. */
public interface Item extends PersistenceRoot, ModelObject, AccessControlled {
  PermissionGroup PERMISSIONS = new PermissionGroup(Item.class, Text.of("Job"));
  Permission READ = Text.permission(PERMISSIONS, "Read", Permission.READ, PermissionScope.ITEM);
  Permission CONFIGURE =
      Text.permission(PERMISSIONS, "Configure", Permission.CONFIGURE, PermissionScope.ITEM);
  Permission EXTENDED_READ =
      Text.permission(PERMISSIONS, "ExtendedRead", CONFIGURE, PermissionScope.ITEM);
  Permission BUILD = Text.permission(PERMISSIONS, "Build", Permission.UPDATE, PermissionScope.ITEM);
  Permission CANCEL =
      Text.permission(PERMISSIONS, "Cancel", Permission.UPDATE, PermissionScope.ITEM);

  ItemGroup<? extends Item> getParent();

  String getName();

  /** Names from the root, separated by slashes. */
  String getFullName();

  String getFullDisplayName();

  /** Relative to the controller's root URL, with a slash at its end. */
  String getUrl();
}
