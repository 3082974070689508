package io.jenkins.plugins.paas.logging.elastic;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;

/** A log target of its own on a real server, by way of a front that counts. */
abstract class LogTargetOnServer {

  static final Duration LIMIT = Duration.ofSeconds(20);

  final LogTarget target =
      new LogTarget("logs-" + UUID.randomUUID().toString().substring(0, 8) + "-test");
  HttpCaller caller;
  FaultyServer front;
  ElasticApi api;

  private final RealLogServer server;

  LogTargetOnServer(RealLogServer server) {
    this.server = server;
  }

  /** As the server calls itself. */
  final String product() {
    return server.product();
  }

  /** What a target's index is called. */
  final String firstIndex(LogTarget of) {
    return server.firstIndex(of);
  }

  @Before
  public void connect() throws IOException {
    front = FaultyServer.inFrontOf(server.uri());
    caller = HttpCaller.to(HttpEndpoint.at(front.uri()).build());
    api = new ElasticApi(caller);
  }

  @After
  public void disconnect() throws IOException {
    if (caller != null) {
      caller.close();
      front.close();
    }
  }

  static JsonSource json(String text) throws ElasticFailure {
    return JsonSource.parse(text, "given.json");
  }

  static JsonSource example(String name) throws Exception {
    return JsonSource.parse(Files.readString(Path.of("examples/shop/logging", name)), name);
  }

  List<String> outcomes(JsonSource pipeline, JsonSource template) throws Exception {
    return new LogAssets(AssetRequest.of(target, pipeline, template))
        .ensure(api, api.product()).stream().map(LogAssets.Asset::outcome).toList();
  }
}
