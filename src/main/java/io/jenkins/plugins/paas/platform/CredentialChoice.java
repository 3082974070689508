package io.jenkins.plugins.paas.platform;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The credentials that a page offers, and whether a chosen one is there. Who may not configure the
 * place learns nothing of what exists: a list of ids is what an attacker needs first.
 */
public final class CredentialChoice {

  private static final CredentialsMatcher SENDABLE =
      CredentialsMatchers.anyOf(
          CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
          CredentialsMatchers.instanceOf(StringCredentials.class),
          CredentialsMatchers.instanceOf(StandardCertificateCredentials.class));
  private static final CredentialsMatcher FOR_CLUSTERS =
      CredentialsMatchers.anyOf(SENDABLE, CredentialsMatchers.instanceOf(FileCredentials.class));

  private CredentialChoice() {}

  /**
   * @param item where the page is; {@code null} for the controller's own configuration
   * @param current the value so far, which stays in the list
   */
  public static ListBoxModel items(Item item, String current) {
    return items(item, current, SENDABLE);
  }

  /** The controller's own, with the files that may be kubeconfigs. */
  static ListBoxModel clusterItems(String current) {
    return items(null, current, FOR_CLUSTERS);
  }

  private static ListBoxModel items(Item item, String current, CredentialsMatcher fitting) {
    StandardListBoxModel choices = new StandardListBoxModel();
    if (!mayChoose(item)) {
      choices.includeCurrentValue(current);
      return choices;
    }
    choices.includeEmptyValue();
    if (item == null) {
      choices.includeMatchingAs(
          ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), fitting);
    } else {
      choices.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), fitting);
    }
    choices.includeCurrentValue(current);
    return choices;
  }

  /** Whether the id names one of them; nothing is said to whom nothing is listed. */
  public static FormValidation check(Item item, String value) {
    return check(
        item,
        value,
        SENDABLE,
        "It must be a user name with password, a secret text or a certificate");
  }

  /** The same for a cluster's. */
  static FormValidation checkCluster(String value) {
    return check(
        null,
        value,
        FOR_CLUSTERS,
        "It must be a secret file (kubeconfig), a secret text (token), a user name with password or"
            + " a certificate");
  }

  private static FormValidation check(
      Item item, String value, CredentialsMatcher fitting, String otherwise) {
    String id = Util.fixEmptyAndTrim(value);
    if (id == null || !mayChoose(item)) {
      return FormValidation.ok();
    }
    List<StandardCredentials> all =
        item == null
            ? CredentialsProvider.lookupCredentialsInItemGroup(
                StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of())
            : CredentialsProvider.lookupCredentialsInItem(
                StandardCredentials.class, item, ACL.SYSTEM2, List.of());
    StandardCredentials found =
        CredentialsMatchers.firstOrNull(all, CredentialsMatchers.withId(id));
    if (found == null) {
      return FormValidation.error("There is no such credential here");
    }
    return fitting.matches(found) ? FormValidation.ok() : FormValidation.error(otherwise);
  }

  private static boolean mayChoose(Item item) {
    return item == null
        ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
        : item.hasPermission(Item.EXTENDED_READ)
            || item.hasPermission(CredentialsProvider.USE_ITEM);
  }
}
