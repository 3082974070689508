package com.cloudbees.hudson.plugins.folder;

import hudson.model.Descriptor;

/** Describes a kind of {@link AbstractFolderProperty}. */
public abstract class AbstractFolderPropertyDescriptor
    extends Descriptor<AbstractFolderProperty<?>> {
  public AbstractFolderPropertyDescriptor() {}
}
