package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.image.sbom.Component;
import io.jenkins.plugins.paas.image.sbom.ImageInventory;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/**
 * Reads an image's layers on the agent, since the controller should not carry them; the password
 * travels in the channel and is kept nowhere.
 */
final class InventoryOnAgent extends MasterToSlaveFileCallable<ArrayList<String[]>> {

  private static final long serialVersionUID = 1L;

  private final String registry;
  private final String caCertificate;
  private final String user;
  private final String password;
  private final String repository;
  private final String digest;

  private InventoryOnAgent(
      RegistryAccess access, RegistryCredential credential, String repository, String digest) {
    this.registry = access.host().uri().toString();
    this.caCertificate = access.caCertificate();
    this.user = credential == null ? null : credential.user();
    this.password = credential == null ? null : credential.password().get();
    this.repository = repository;
    this.digest = digest;
  }

  static List<Component> of(BuildSite site, String repository, String digest)
      throws IOException, InterruptedException {
    RegistryAccess access = site.registry();
    List<Component> components = new ArrayList<>();
    InventoryOnAgent work = new InventoryOnAgent(access, access.login(), repository, digest);
    for (String[] c : site.workspace().act(work)) {
      components.add(new Component(c[0], c[1], c[2], c[3]));
    }
    return components;
  }

  /** Texts, since a class of the plugin need not pass Jenkins' filter of what may arrive. */
  @Override
  public ArrayList<String[]> invoke(File workspace, VirtualChannel channel)
      throws IOException, InterruptedException {
    RegistryCredential credential =
        user == null ? null : new RegistryCredential(user, () -> password);
    RegistryHost host = RegistryHost.of(registry);
    try (RegistryClient client =
        RegistryClient.of(
            host, credential, HttpEndpoint.at(host.uri()).caCertificate(caCertificate))) {
      Manifest manifest =
          client
              .manifest(repository, digest)
              .orElseThrow(() -> new AbortException("There is no " + digest + " any more."));
      ArrayList<String[]> texts = new ArrayList<>();
      for (Component c : ImageInventory.of(client, repository, manifest)) {
        texts.add(new String[] {c.group(), c.name(), c.version(), c.purl()});
      }
      return texts;
    }
  }
}
