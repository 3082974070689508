package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.kube.KubeAccess;
import java.net.URI;
import java.util.Collections;
import org.junit.After;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** The chain on the stand-in, whose rights are those that a server in front of it tells. */
public class EmbeddedScrapeChainTest extends ScrapeChainContract {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private EmbeddedKubernetes kubernetes;
  private FaultyServer front;

  @Override
  KubeAccess access() throws Exception {
    kubernetes = EmbeddedKubernetes.withoutControllers(folder.getRoot().toPath(), "s3cret");
    front = FaultyServer.inFrontOf(kubernetes.uri());
    URI uri = front.uri();
    return KubeAccess.to(
        HttpEndpoint.at(uri).authentication(Authentication.bearer(() -> "s3cret")).build(),
        "the cluster of platform 'embedded'");
  }

  @Override
  void rights(boolean given) {
    if (!given) {
      front
          .only("POST", "/subjectaccessreviews")
          .then(
              Collections.nCopies(6, FaultyServer.answer(201, "{\"status\":{\"allowed\":false}}"))
                  .toArray(FaultyServer.Fault[]::new));
    }
  }

  @After
  public void stop() throws Exception {
    cluster.close();
    cluster = null;
    front.close();
    kubernetes.close();
  }
}
