package hudson.model;

import hudson.ExtensionPoint;

/** An action of the controller itself; the embedded controller serves no pages. */
public interface RootAction extends Action, ExtensionPoint {}
