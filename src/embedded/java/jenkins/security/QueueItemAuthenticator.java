package jenkins.security;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/** Says as whom a build runs; the embedded controller has none. */
public abstract class QueueItemAuthenticator
    implements Describable<QueueItemAuthenticator>, ExtensionPoint {}
