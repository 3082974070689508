package com.cloudbees.hudson.plugins.folder;

import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.util.DescribableList;

/** A folder of items. The embedded controller makes none: a job's only group is Jenkins. */
public abstract class AbstractFolder<I extends TopLevelItem> extends AbstractItem
    implements ItemGroup<I> {

  protected AbstractFolder(ItemGroup<? extends Item> parent, String name) {
    super(parent, name);
  }

  /** What was set on the folder. */
  public DescribableList<AbstractFolderProperty<?>, AbstractFolderPropertyDescriptor>
      getProperties() {
    return new DescribableList<>(this);
  }
}
