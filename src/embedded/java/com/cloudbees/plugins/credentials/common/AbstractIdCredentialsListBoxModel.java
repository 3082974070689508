package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.ListBoxModel;
import java.util.List;
import org.springframework.security.core.Authentication;

/** A list of credentials to choose from, by id. */
public abstract class AbstractIdCredentialsListBoxModel<
        T extends AbstractIdCredentialsListBoxModel<T, C>, C extends IdCredentials>
    extends ListBoxModel {
  private static final long serialVersionUID = 1L;

  protected abstract String describe(C c);

  /** Once each; null is left out. */
  public AbstractIdCredentialsListBoxModel<T, C> with(C credentials) {
    if (credentials != null && stream().noneMatch(o -> o.value.equals(credentials.getId()))) {
      add(describe(credentials), credentials.getId());
    }
    return this;
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
    if (stream().noneMatch(o -> o.value.isEmpty())) {
      add(0, new Option("- none -", ""));
    }
    return this;
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
      Authentication authentication,
      Item context,
      Class<? extends C> type,
      List<DomainRequirement> domainRequirements,
      CredentialsMatcher matcher) {
    CredentialsMatchers.filter(
            CredentialsProvider.lookupCredentialsInItem(
                type, context, authentication, domainRequirements),
            matcher)
        .forEach(this::with);
    return this;
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
      Authentication authentication,
      ItemGroup context,
      Class<? extends C> type,
      List<DomainRequirement> domainRequirements,
      CredentialsMatcher matcher) {
    CredentialsMatchers.filter(
            CredentialsProvider.lookupCredentialsInItemGroup(
                type, context, authentication, domainRequirements),
            matcher)
        .forEach(this::with);
    return this;
  }

  /** Keeps a value that cannot be seen (any more) in the list. */
  public AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(String value) {
    if (value != null && stream().noneMatch(o -> o.value.equals(value))) {
      add("- current -", value);
    }
    return this;
  }
}
