package com.cloudbees.plugins.credentials;

import hudson.model.Item;
import hudson.model.ModelObject;
import java.io.Serializable;

/** Who may use a credential of the controller. */
public enum CredentialsScope implements Serializable {
  /** The controller alone. */
  SYSTEM {
    @Override
    public boolean isVisible(ModelObject context) {
      return !(context instanceof Item);
    }

    @Override
    public String getDisplayName() {
      return "System";
    }
  },
  /** Jobs as well. */
  GLOBAL {
    @Override
    public boolean isVisible(ModelObject context) {
      return true;
    }

    @Override
    public String getDisplayName() {
      return "Global";
    }
  };

  public abstract boolean isVisible(ModelObject context);

  public abstract String getDisplayName();
}
