package io.jenkins.plugins.paas.logging.elastic;

/** Everything but retention on {@link RealLogServer#ELASTICSEARCH}. */
public class RealElasticsearchTest extends LogTargetContract {
  public RealElasticsearchTest() {
    super(RealLogServer.ELASTICSEARCH);
  }
}
