package io.jenkins.plugins.paas.logging.elastic;

import io.jenkins.plugins.paas.testing.SharedElasticsearch;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.net.URI;

/** The real servers that log targets are proved on; each starts when it is first asked for. */
enum RealLogServer {
  /** The Apache-licensed build: aliases with a write index, no ILM. */
  ELASTICSEARCH("Elasticsearch 7.10.2", "%s-000001") {
    @Override
    URI uri() {
      return SharedElasticsearch.uri();
    }
  },
  /** Data streams, no ISM. */
  OPENSEARCH("OpenSearch 2.19.1", ".ds-%s-000001") {
    @Override
    URI uri() {
      return SharedOpenSearch.uri();
    }
  };

  private final String product;
  private final String firstIndex;

  RealLogServer(String product, String firstIndex) {
    this.product = product;
    this.firstIndex = firstIndex;
  }

  abstract URI uri();

  /** As it calls itself. */
  String product() {
    return product;
  }

  /** What a target's first index is called. */
  String firstIndex(LogTarget of) {
    return firstIndex.formatted(of);
  }
}
