package jenkins.security;

import hudson.ExtensionPoint;

/** Says as whom a build runs; the embedded controller has none. */
public abstract class QueueItemAuthenticator implements ExtensionPoint {}
