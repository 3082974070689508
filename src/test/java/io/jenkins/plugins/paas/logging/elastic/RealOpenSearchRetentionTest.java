package io.jenkins.plugins.paas.logging.elastic;

/** Retention on {@link RealLogServer#OPENSEARCH}. */
public class RealOpenSearchRetentionTest extends RetentionContract {
  public RealOpenSearchRetentionTest() {
    super(RealLogServer.OPENSEARCH);
  }
}
