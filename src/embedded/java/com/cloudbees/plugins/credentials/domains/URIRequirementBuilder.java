package com.cloudbees.plugins.credentials.domains;

import java.util.ArrayList;
import java.util.List;

/**
 * Says for which address a credential is wanted. Embedded domains have no specifications: they fit
 * every address, and the list is empty.
 */
public class URIRequirementBuilder {
  private URIRequirementBuilder() {}

  public static URIRequirementBuilder fromUri(String uri) {
    return new URIRequirementBuilder();
  }

  public List<DomainRequirement> build() {
    return new ArrayList<>();
  }
}
