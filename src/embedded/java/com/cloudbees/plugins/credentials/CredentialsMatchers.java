package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import java.util.ArrayList;
import java.util.List;

/** Makes matchers, and chooses by them. */
public class CredentialsMatchers {
  private CredentialsMatchers() {}

  public static CredentialsMatcher always() {
    return item -> true;
  }

  public static CredentialsMatcher withId(String id) {
    return item -> item instanceof IdCredentials && ((IdCredentials) item).getId().equals(id);
  }

  public static CredentialsMatcher instanceOf(Class type) {
    return item -> type.isInstance(item);
  }

  public static CredentialsMatcher anyOf(CredentialsMatcher... matchers) {
    return item -> {
      for (CredentialsMatcher matcher : matchers) {
        if (matcher.matches(item)) {
          return true;
        }
      }
      return false;
    };
  }

  public static CredentialsMatcher allOf(CredentialsMatcher... matchers) {
    return item -> {
      for (CredentialsMatcher matcher : matchers) {
        if (!matcher.matches(item)) {
          return false;
        }
      }
      return true;
    };
  }

  public static <C extends Credentials> List<C> filter(
      List<C> credentials, CredentialsMatcher matcher) {
    List<C> chosen = new ArrayList<>();
    for (C credential : credentials) {
      if (matcher.matches(credential)) {
        chosen.add(credential);
      }
    }
    return chosen;
  }

  public static <C extends Credentials> C firstOrNull(
      Iterable<C> credentials, CredentialsMatcher matcher) {
    for (C credential : credentials) {
      if (matcher.matches(credential)) {
        return credential;
      }
    }
    return null;
  }
}
