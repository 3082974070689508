package io.jenkins.plugins.paas.platform;

import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;
import org.jvnet.localizer.ResourceBundleHolder;

/** The permission group PaaS. Stored matrices name this class, so it never moves. */
public final class PaasPermissions {

  private static final ResourceBundleHolder TEXTS = ResourceBundleHolder.get(PaasPermissions.class);

  public static final PermissionGroup GROUP =
      new PermissionGroup(PaasPermissions.class, text("group"));

  /** To see platforms, environments and passports. */
  public static final Permission VIEW = permission("View", "view", Jenkins.READ);

  /** To create and change environments. */
  public static final Permission PROVISION =
      permission("Provision", "provision", Jenkins.ADMINISTER);

  /** To remove environments. */
  public static final Permission DESTROY = permission("Destroy", "destroy", Jenkins.ADMINISTER);

  /** To hand deliveries to Spinnaker and to judge them. */
  public static final Permission DEPLOY = permission("Deploy", "deploy", Jenkins.ADMINISTER);

  private PaasPermissions() {}

  /**
   * For a page's checks: who sees them must be able to configure the place.
   *
   * @param item where the page is; {@code null} means the controller, which an administrator
   *     configures
   */
  public static void checkConfigure(Item item) {
    if (item == null) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    } else {
      item.checkPermission(Item.CONFIGURE);
    }
  }

  private static Permission permission(String name, String key, Permission impliedBy) {
    return new Permission(
        GROUP,
        name,
        text(key),
        impliedBy,
        true,
        new PermissionScope[] {
          PermissionScope.JENKINS, PermissionScope.ITEM_GROUP, PermissionScope.ITEM
        });
  }

  private static Localizable text(String key) {
    return new Localizable(TEXTS, "PaasPermissions." + key);
  }
}
