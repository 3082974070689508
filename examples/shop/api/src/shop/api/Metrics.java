package shop.api;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters in the Prometheus text exposition format, version 0.0.4. Thread-safe. */
final class Metrics {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final double startSeconds = System.currentTimeMillis() / 1000.0;
  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final LongAdder orders = new LongAdder();

  void countRequest(String path, int code) {
    String labels = "{path=\"" + path + "\",code=\"" + code + "\"}";
    requests.computeIfAbsent(labels, key -> new LongAdder()).increment();
  }

  void countOrder() {
    orders.increment();
  }

  String text() {
    Runtime runtime = Runtime.getRuntime();
    StringBuilder text = new StringBuilder();
    head(
        text, "shop_http_requests_total", "counter", "Requests answered, by path and status code.");
    requests.forEach((labels, n) -> sample(text, "shop_http_requests_total" + labels, n.sum()));
    head(text, "shop_orders_total", "counter", "Orders taken.");
    sample(text, "shop_orders_total", orders.sum());
    head(text, "jvm_memory_used_bytes", "gauge", "Heap in use.");
    sample(text, "jvm_memory_used_bytes", runtime.totalMemory() - runtime.freeMemory());
    head(text, "process_start_time_seconds", "gauge", "Start of the process, Unix time.");
    sample(text, "process_start_time_seconds", startSeconds);
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void sample(StringBuilder text, String name, Number value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
