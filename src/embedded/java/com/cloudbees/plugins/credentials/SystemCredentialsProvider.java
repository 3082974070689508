package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.model.Saveable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** The credentials of the controller itself, kept in {@code credentials.xml}, secrets encrypted. */
public class SystemCredentialsProvider extends AbstractDescribableImpl<SystemCredentialsProvider>
    implements Saveable {
  private Map<Domain, List<Credentials>> domainCredentialsMap = new LinkedHashMap<>();

  public SystemCredentialsProvider() {
    XmlFile file = getConfigFile();
    if (file.exists()) {
      try {
        file.unmarshal(this);
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
    domainCredentialsMap.computeIfAbsent(Domain.global(), d -> new CopyOnWriteArrayList<>());
  }

  public static SystemCredentialsProvider getInstance() {
    return ExtensionList.lookupSingleton(SystemCredentialsProvider.class);
  }

  public static XmlFile getConfigFile() {
    return new XmlFile(new File(Jenkins.get().getRootDir(), "credentials.xml"));
  }

  /** Those of the global domain; a change is kept after {@link #save}. */
  public List<Credentials> getCredentials() {
    return domainCredentialsMap.get(Domain.global());
  }

  public synchronized Map<Domain, List<Credentials>> getDomainCredentialsMap() {
    return domainCredentialsMap;
  }

  public synchronized void setDomainCredentialsMap(Map<Domain, List<Credentials>> map) {
    Map<Domain, List<Credentials>> copy = new LinkedHashMap<>();
    map.forEach((domain, list) -> copy.put(domain, new CopyOnWriteArrayList<>(list)));
    copy.computeIfAbsent(Domain.global(), d -> new CopyOnWriteArrayList<>());
    domainCredentialsMap = copy;
  }

  @Override
  public void save() throws IOException {
    getConfigFile().write(this);
  }

  /** Offers them to the look-up: SYSTEM scope to the controller alone. */
  public static class ProviderImpl extends CredentialsProvider {
    @Override
    public <C extends Credentials> List<C> getCredentialsInItem(
        Class<C> type, Item item, Authentication authentication, List<DomainRequirement> wanted) {
      return visible(type, item);
    }

    @Override
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
        Class<C> type,
        ItemGroup group,
        Authentication authentication,
        List<DomainRequirement> wanted) {
      return visible(type, group);
    }

    private static <C extends Credentials> List<C> visible(Class<C> type, ModelObject context) {
      List<C> found = new ArrayList<>();
      for (List<Credentials> list : getInstance().getDomainCredentialsMap().values()) {
        for (Credentials credential : list) {
          CredentialsScope scope = credential.getScope();
          if (type.isInstance(credential) && (scope == null || scope.isVisible(context))) {
            found.add(type.cast(credential));
          }
        }
      }
      return found;
    }
  }
}
