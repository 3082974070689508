package io.jenkins.plugins.paas.logging.shipper;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.logging.elastic.ArrivalProof;
import io.jenkins.plugins.paas.logging.elastic.AssetRequest;
import io.jenkins.plugins.paas.logging.elastic.ElasticApi;
import io.jenkins.plugins.paas.logging.elastic.JsonSource;
import io.jenkins.plugins.paas.logging.elastic.LogAssets;
import io.jenkins.plugins.paas.logging.elastic.LogTarget;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.RealRsyslog;
import io.jenkins.plugins.paas.testing.SharedElasticsearch;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The snippet, run by a real rsyslog, into real servers. */
public class RealRsyslogTest {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final LogTarget target =
      new LogTarget("logs-" + UUID.randomUUID().toString().substring(0, 8) + "-rsyslog");

  @Test
  public void lineArrivesInOpenSearch() throws Exception {
    arrives(SharedOpenSearch.uri(), ".ds-" + target + "-000001");
  }

  @Test
  public void lineArrivesInElasticsearch() throws Exception {
    arrives(SharedElasticsearch.uri(), target + "-000001");
  }

  private RealRsyslog rsyslog(URI elastic, int port) throws Exception {
    String spool = folder.getRoot().toString();
    return new RealRsyslog(
        folder.getRoot().toPath(),
        RsyslogSnippet.of(target.name(), elastic, port, false).replace("/var/spool/rsyslog", spool),
        port);
  }

  private void arrives(URI elastic, String index) throws Exception {
    try (HttpCaller caller = HttpCaller.to(HttpEndpoint.at(elastic).build())) {
      ElasticApi api = new ElasticApi(caller);
      JsonSource pipeline =
          JsonSource.parse(
              "{\"processors\":[{\"grok\":{\"field\":\"message\",\"patterns\":[\"%{WORD:first} %{GREEDYDATA}\"]}}]}",
              "p");
      new LogAssets(AssetRequest.of(target, pipeline, null)).ensure(api, api.product());
      int port = LocalServices.freePort();
      try (RealRsyslog rsyslog = rsyslog(elastic, port)) {
        String nonce = ArrivalProof.nonce(target.name());
        new LineInput("127.0.0.1", port)
            .write("<14>1 2026-01-01T00:00:00Z web shop - - - arrival proof " + nonce);
        ArrivalProof proof = new ArrivalProof(api, target, nonce);
        ArrivalProof.Arrival arrival =
            Await.until(LIMIT, proof::look, Optional::isPresent, () -> "the line must arrive")
                .get();
        assertEquals(index, arrival.index());
        assertTrue(arrival.message(), arrival.message().endsWith("arrival proof " + nonce));
      }
    }
  }

  @Test
  public void lineThatTheMapperRejectsIsExplained() throws Exception {
    URI elastic = SharedElasticsearch.uri();
    try (HttpCaller caller = HttpCaller.to(HttpEndpoint.at(elastic).build())) {
      ElasticApi api = new ElasticApi(caller);
      JsonSource template =
          JsonSource.parse(
              "{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}", "t");
      new LogAssets(AssetRequest.of(target, null, template)).ensure(api, api.product());
      int port = LocalServices.freePort();
      Path rejected = folder.getRoot().toPath().resolve("paas-" + target + "-rejected.log");
      try (RealRsyslog rsyslog = rsyslog(elastic, port)) {
        new LineInput("127.0.0.1", port)
            .write("<14>1 2026-01-01T00:00:00Z web shop - - - arrival proof paasx");
        Await.until(
            LIMIT,
            () -> Files.exists(rejected) && Files.size(rejected) > 0,
            found -> found,
            () -> "rsyslog must keep what was rejected");
      }
      assertTrue(Files.readString(rejected).contains("failed to parse field [message]"));
      String failure =
          new ArrivalProof(api, target, "paasx")
              .failure("to the input of rsyslog", Instant.now().minusSeconds(60))
              .getMessage();
      assertTrue(failure, failure.contains("written to the input of rsyslog, did not arrive"));
      assertTrue(failure, failure.contains("failed to parse field [message] of type [long]"));
    }
  }
}
