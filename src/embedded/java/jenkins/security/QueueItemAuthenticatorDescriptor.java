package jenkins.security;

import hudson.model.Descriptor;

/** Describes a kind of {@link QueueItemAuthenticator}. */
public abstract class QueueItemAuthenticatorDescriptor extends Descriptor<QueueItemAuthenticator> {}
