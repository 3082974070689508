package hudson.model;

import hudson.ExtensionPoint;

/** An item that can stand at the root. */
public interface TopLevelItem extends Item, ExtensionPoint, Describable<TopLevelItem> {}
