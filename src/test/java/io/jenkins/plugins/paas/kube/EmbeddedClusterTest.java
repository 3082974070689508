package io.jenkins.plugins.paas.kube;

import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import org.junit.After;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** The contract on the stand-in. */
public class EmbeddedClusterTest extends ClusterContract {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private EmbeddedKubernetes cluster;

  @Override
  KubeAccess access() throws Exception {
    cluster = new EmbeddedKubernetes(folder.getRoot().toPath(), "s3cret", RegistryAccess.none());
    return KubeAccess.to(
        HttpEndpoint.at(cluster.uri())
            .authentication(Authentication.bearer(() -> "s3cret"))
            .build(),
        "the cluster of platform 'embedded'");
  }

  // runs before the contract's own clean-up would reach it, as subclasses' methods do
  @After
  public void stop() throws Exception {
    session.close();
    session = null;
    cluster.close();
  }
}
