package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import jenkins.security.QueueItemAuthenticatorConfiguration;

/**
 * Tells administrators that builds run as SYSTEM, so that the permissions of the group PaaS bind
 * pages but no builds.
 */
@Extension
public final class BuildUserMonitor extends AdministrativeMonitor {

  @Override
  public String getDisplayName() {
    return "PaaS permissions that bind no builds";
  }

  @Override
  public boolean isActivated() {
    return !PaasConfiguration.get().getPlatforms().isEmpty()
        // what is configured: Pipeline itself always provides one, for its own node blocks
        && QueueItemAuthenticatorConfiguration.get().getAuthenticators().isEmpty();
  }
}
