package io.jenkins.embedded.casc;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code credentials.system.domainCredentials}: domains, each with a list of credentials. */
final class CredentialsRoot {
  private CredentialsRoot() {}

  static void apply(Map<String, Object> root) throws ConfigurationFailure {
    if (root.isEmpty()) {
      return;
    }
    String path = "credentials.system";
    Map<String, Object> system = Keys.map(root.get("system"), path);
    for (String name : system.keySet()) {
      Keys.known(name, List.of("domainCredentials"), path);
    }
    Map<Domain, List<Credentials>> all = new LinkedHashMap<>();
    int index = 0;
    for (Object item : Keys.list(system, "domainCredentials", path)) {
      String where = path + ".domainCredentials[" + index++ + "]";
      Map<String, Object> group = Keys.map(item, where);
      for (String name : group.keySet()) {
        Keys.known(name, List.of("credentials", "domain"), where);
      }
      List<Credentials> credentials = new ArrayList<>();
      int number = 0;
      for (Object credential : Keys.list(group, "credentials", where)) {
        credentials.add(
            (Credentials)
                Binding.bind(
                    Credentials.class, credential, where + ".credentials[" + number++ + "]"));
      }
      all.computeIfAbsent(domain(group.get("domain"), where + ".domain"), d -> new ArrayList<>())
          .addAll(credentials);
    }
    SystemCredentialsProvider.getInstance().setDomainCredentialsMap(all);
  }

  private static Domain domain(Object value, String path) throws ConfigurationFailure {
    if (value == null) {
      return Domain.global();
    }
    Map<String, Object> settings = Keys.map(value, path);
    for (String name : settings.keySet()) {
      Keys.known(name, List.of("description", "name"), path);
    }
    return (Domain) Binding.bind(Domain.class, settings, path);
  }
}
