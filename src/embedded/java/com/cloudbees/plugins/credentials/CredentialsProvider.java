package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.embedded.controller.Text;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.Authentication;

/** A place that credentials come from, and the look-up in all of them. */
public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
    implements ExtensionPoint, Describable<CredentialsProvider> {
  public static final PermissionGroup GROUP =
      new PermissionGroup(CredentialsProvider.class, Text.of("Credentials"));

  /** To use an item's credentials in builds. */
  public static final Permission USE_ITEM =
      Text.permission(GROUP, "UseItem", Item.CONFIGURE, PermissionScope.ITEM);

  @SuppressWarnings("unchecked")
  public CredentialsProvider() {
    super((Class<? extends CredentialsProvider>) self());
  }

  @Override
  public Descriptor<CredentialsProvider> getDescriptor() {
    return this;
  }

  /** Those that an item's configuration may name. */
  public <C extends Credentials> List<C> getCredentialsInItemGroup(
      Class<C> type,
      ItemGroup itemGroup,
      Authentication authentication,
      List<DomainRequirement> domainRequirements) {
    throw new AbstractMethodError(getClass().getName() + " looks nothing up");
  }

  public <C extends Credentials> List<C> getCredentialsInItem(
      Class<C> type,
      Item item,
      Authentication authentication,
      List<DomainRequirement> domainRequirements) {
    return getCredentialsInItemGroup(type, item.getParent(), authentication, domainRequirements);
  }

  public static ExtensionList<CredentialsProvider> all() {
    return ExtensionList.lookup(CredentialsProvider.class);
  }

  public static <C extends Credentials> List<C> lookupCredentialsInItem(
      Class<C> type,
      Item item,
      Authentication authentication,
      List<DomainRequirement> domainRequirements) {
    List<C> found = new ArrayList<>();
    for (CredentialsProvider provider : all()) {
      found.addAll(provider.getCredentialsInItem(type, item, authentication, domainRequirements));
    }
    return found;
  }

  public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
      Class<C> type,
      ItemGroup itemGroup,
      Authentication authentication,
      List<DomainRequirement> domainRequirements) {
    List<C> found = new ArrayList<>();
    for (CredentialsProvider provider : all()) {
      found.addAll(
          provider.getCredentialsInItemGroup(type, itemGroup, authentication, domainRequirements));
    }
    return found;
  }

  /** The credential that a run may use under an id, or null. */
  public static <C extends IdCredentials> C findCredentialById(
      String id, Class<C> type, Run<?, ?> run) {
    return findCredentialById(id, type, run, List.of());
  }

  public static <C extends IdCredentials> C findCredentialById(
      String id, Class<C> type, Run<?, ?> run, DomainRequirement... domainRequirements) {
    return findCredentialById(id, type, run, List.of(domainRequirements));
  }

  public static <C extends IdCredentials> C findCredentialById(
      String id, Class<C> type, Run<?, ?> run, List<DomainRequirement> domainRequirements) {
    List<C> usable =
        lookupCredentialsInItem(
            type, run.getParent(), hudson.security.ACL.SYSTEM2, domainRequirements);
    C found = CredentialsMatchers.firstOrNull(usable, CredentialsMatchers.withId(id));
    return found == null ? null : type.cast(found.forRun(run));
  }

  /** Notes that a run has used a credential; embedded, nothing is kept of it. */
  public static <C extends Credentials> C track(Run build, C credentials) {
    return credentials;
  }

  /** Notes that an item uses a credential; embedded, nothing is kept of it. */
  public static <C extends Credentials> C track(Item item, C credentials) {
    return credentials;
  }
}
