package hudson.model;

import hudson.ExtensionPoint;

/** An action at the root of the URL space; the embedded controller has no pages. */
public interface RootAction extends Action, ExtensionPoint {}
