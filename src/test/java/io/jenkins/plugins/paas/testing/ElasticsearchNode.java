package io.jenkins.plugins.paas.testing;

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
 * The program of a JVM with one real Elasticsearch 7.10.2, Apache-licensed: HTTP on loopback, ended
 * with its parent. It runs on Elasticsearch's own class path, which the module must not have, so it
 * uses reflection. Arguments: home directory, HTTP port.
 */
final class ElasticsearchNode {

  private static final List<String> MODULES =
      List.of(
          "org.elasticsearch.transport.Netty4Plugin",
          "org.elasticsearch.analysis.common.CommonAnalysisPlugin",
          "org.elasticsearch.ingest.common.IngestCommonPlugin",
          "org.elasticsearch.index.mapper.MapperExtrasPlugin",
          "org.elasticsearch.script.mustache.MustachePlugin",
          "org.elasticsearch.painless.PainlessPlugin");

  private ElasticsearchNode() {}

  /** Runs until standard input ends. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(home.resolve("config"));
    Collection<Class<?>> modules = new ArrayList<>();
    for (String module : MODULES) {
      modules.add(Class.forName(module));
    }
    AutoCloseable node =
        (AutoCloseable)
            Class.forName("org.codelibs.elasticsearch.runner.node.ClusterRunnerNode")
                .getConstructor(
                    Class.forName("org.elasticsearch.env.Environment"), Collection.class)
                .newInstance(environment(home, arguments[1]), modules);
    node.getClass().getMethod("start").invoke(node);
    System.in.transferTo(OutputStream.nullOutputStream());
    node.close();
    Runtime.getRuntime().halt(0);
  }

  private static Object environment(Path home, String port) throws ReflectiveOperationException {
    Class<?> settingsClass = Class.forName("org.elasticsearch.common.settings.Settings");
    Object builder = settingsClass.getMethod("builder").invoke(null);
    Method put = builder.getClass().getMethod("put", String.class, String.class);
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("path.home", home.toString()),
            Map.entry("path.data", home.resolve("data").toString()),
            Map.entry("path.logs", home.resolve("logs").toString()),
            Map.entry("cluster.name", "paas-test"),
            Map.entry("node.name", "paas"),
            Map.entry("discovery.type", "single-node"),
            Map.entry("network.host", "127.0.0.1"),
            Map.entry("http.port", port),
            Map.entry("transport.port", "0"),
            Map.entry("transport.type", "netty4"),
            Map.entry("http.type", "netty4"),
            Map.entry("node.processors", "2"),
            Map.entry("cluster.routing.allocation.disk.threshold_enabled", "false"),
            // a shipper that comes before its alias must not make a plain index of that name
            Map.entry("action.auto_create_index", "stray-*"));
    for (Map.Entry<String, String> value : values.entrySet()) {
      put.invoke(builder, value.getKey(), value.getValue());
    }
    Object settings = builder.getClass().getMethod("build").invoke(builder);
    Supplier<String> name = () -> "paas";
    return Class.forName("org.elasticsearch.node.InternalSettingsPreparer")
        .getMethod("prepareEnvironment", settingsClass, Map.class, Path.class, Supplier.class)
        .invoke(null, settings, Map.of(), home.resolve("config"), name);
  }
}
