package io.jenkins.plugins.paas.logging.elastic;

import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.net.URI;

/** Data streams, no ISM. */
public class RealOpenSearchTest extends LogTargetContract {

  @Override
  URI server() {
    return SharedOpenSearch.uri();
  }

  @Override
  String product() {
    return "OpenSearch 2.19.1";
  }

  @Override
  String firstIndex(LogTarget of) {
    return ".ds-" + of + "-000001";
  }
}
