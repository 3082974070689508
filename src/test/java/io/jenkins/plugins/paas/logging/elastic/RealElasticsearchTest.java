package io.jenkins.plugins.paas.logging.elastic;

import io.jenkins.plugins.paas.testing.SharedElasticsearch;
import java.net.URI;

/** The Apache-licensed build: aliases with a write index, no ILM. */
public class RealElasticsearchTest extends LogTargetContract {

  @Override
  URI server() {
    return SharedElasticsearch.uri();
  }

  @Override
  String product() {
    return "Elasticsearch 7.10.2";
  }

  @Override
  String firstIndex(LogTarget of) {
    return of + "-000001";
  }
}
