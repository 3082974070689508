package jenkins.security;

import hudson.ExtensionList;
import hudson.util.DescribableList;
import jenkins.model.GlobalConfiguration;

/** As whom builds run, as an administrator has set it. */
public class QueueItemAuthenticatorConfiguration extends GlobalConfiguration {
  private final DescribableList<QueueItemAuthenticator, QueueItemAuthenticatorDescriptor>
      authenticators = new DescribableList<>(null);

  public static QueueItemAuthenticatorConfiguration get() {
    return ExtensionList.lookupSingleton(QueueItemAuthenticatorConfiguration.class);
  }

  public DescribableList<QueueItemAuthenticator, QueueItemAuthenticatorDescriptor>
      getAuthenticators() {
    return authenticators;
  }
}
