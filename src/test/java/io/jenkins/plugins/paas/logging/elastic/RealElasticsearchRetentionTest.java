package io.jenkins.plugins.paas.logging.elastic;

/** Retention on {@link RealLogServer#ELASTICSEARCH}. */
public class RealElasticsearchRetentionTest extends RetentionContract {
  public RealElasticsearchRetentionTest() {
    super(RealLogServer.ELASTICSEARCH);
  }
}
