package io.jenkins.plugins.paas.logging.elastic;

/** Everything but retention on {@link RealLogServer#OPENSEARCH}. */
public class RealOpenSearchTest extends LogTargetContract {
  public RealOpenSearchTest() {
    super(RealLogServer.OPENSEARCH);
  }
}
