package io.jenkins.embedded.platform.opensearch;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The program of the OpenSearch JVM: one node, HTTP on loopback, ended with its parent. It is
 * started with OpenSearch's own class path, which this module must not be compiled against, so it
 * reaches OpenSearch by reflection. Arguments: home directory, HTTP port.
 */
public final class OpenSearchNode {

  /** Printed on a line of its own when the node has started. */
  static final String STARTED = "opensearch-node started";

  // netty carries HTTP; the others hold the ingest processors, scripts, analyzers and field types
  // that pipelines and templates name. Each further module costs start-up time
  private static final List<String> MODULES =
      List.of(
          "org.opensearch.transport.Netty4Plugin",
          "org.opensearch.analysis.common.CommonAnalysisPlugin",
          "org.opensearch.ingest.common.IngestCommonPlugin",
          "org.opensearch.index.mapper.MapperExtrasPlugin",
          "org.opensearch.script.mustache.MustachePlugin",
          "org.opensearch.painless.PainlessPlugin");

  private OpenSearchNode() {}

  /** Runs until standard input ends, which it does when the parent process is gone. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(home.resolve("config"));
    Object environment = environment(home, arguments[1]);
    Class<?> nodeClass = Class.forName("org.codelibs.opensearch.runner.node.OpenSearchRunnerNode");
    Collection<Class<?>> modules = new ArrayList<>();
    for (String module : MODULES) {
      modules.add(Class.forName(module));
    }
    AutoCloseable node =
        (AutoCloseable)
            nodeClass
                .getConstructor(Class.forName("org.opensearch.env.Environment"), Collection.class)
                .newInstance(environment, modules);
    nodeClass.getMethod("start").invoke(node);
    System.out.println(STARTED);
    awaitEndOfInput();
    node.close();
    Runtime.getRuntime().halt(0);
  }

  private static Object environment(Path home, String port) throws ReflectiveOperationException {
    Class<?> settingsClass = Class.forName("org.opensearch.common.settings.Settings");
    Object builder = settingsClass.getMethod("builder").invoke(null);
    Method put = builder.getClass().getMethod("put", String.class, String.class);
    for (Map.Entry<String, String> setting : settings(home, port).entrySet()) {
      put.invoke(builder, setting.getKey(), setting.getValue());
    }
    builder
        .getClass()
        .getMethod("putList", String.class, String[].class)
        .invoke(builder, "node.roles", new String[] {"cluster_manager", "data", "ingest"});
    Object settings = builder.getClass().getMethod("build").invoke(builder);
    Supplier<String> name = () -> "paas";
    return Class.forName("org.opensearch.node.InternalSettingsPreparer")
        .getMethod("prepareEnvironment", settingsClass, Map.class, Path.class, Supplier.class)
        .invoke(null, settings, Map.of(), home.resolve("config"), name);
  }

  private static Map<String, String> settings(Path home, String port) {
    return Map.ofEntries(
        Map.entry("path.home", home.toString()),
        Map.entry("path.data", home.resolve("data").toString()),
        Map.entry("path.logs", home.resolve("logs").toString()),
        Map.entry("cluster.name", "paas-embedded"),
        Map.entry("node.name", "paas"),
        Map.entry("discovery.type", "single-node"),
        Map.entry("network.host", "127.0.0.1"),
        Map.entry("http.port", port),
        Map.entry("transport.port", "0"),
        Map.entry("transport.type", "netty4"),
        Map.entry("http.type", "netty4"),
        Map.entry("node.processors", "2"),
        // a nearly full disk of a laptop must not make the index read-only
        Map.entry("cluster.routing.allocation.disk.threshold_enabled", "false"),
        // a shipper that comes before its data stream must not make a plain index of that name
        Map.entry("action.auto_create_index", "false"));
  }

  private static void awaitEndOfInput() throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
