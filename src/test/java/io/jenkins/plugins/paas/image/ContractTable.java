package io.jenkins.plugins.paas.image;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.AssumptionViolatedException;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

/** Notes what each builder did in each case, and prints the table builder × case. */
final class ContractTable extends TestWatcher {

  private static final Map<String, Map<String, String>> ROWS = new LinkedHashMap<>();

  private String outcome;

  /** Says that the builder cannot do this, and refused with the reason. */
  void refuses() {
    outcome = "refuses";
  }

  @Override
  protected void starting(Description test) {
    outcome = "does";
  }

  @Override
  protected void succeeded(Description test) {
    note(test, outcome);
  }

  @Override
  protected void failed(Throwable failure, Description test) {
    note(test, "FAILS");
  }

  @Override
  protected void skipped(AssumptionViolatedException why, Description test) {
    note(test, "skipped");
  }

  private static void note(Description test, String outcome) {
    String method = test.getMethodName();
    String builder = method.replaceFirst(".*\\[(.*)\\]$", "$1");
    String name = method.replaceFirst("\\[.*$", "");
    ROWS.computeIfAbsent(builder, key -> new LinkedHashMap<>()).put(name, outcome);
  }

  static void print() {
    Set<String> cases = new LinkedHashSet<>();
    ROWS.values().forEach(row -> cases.addAll(row.keySet()));
    StringBuilder table = new StringBuilder("builder contract, on the real thing:\n");
    for (String name : cases) {
      table.append(String.format("  %-52s", name));
      ROWS.forEach((builder, row) -> table.append(cell(builder, row.get(name))));
      table.append('\n');
    }
    System.out.print(table);
  }

  private static String cell(String builder, String outcome) {
    return String.format(" %-22s", builder + " " + (outcome == null ? "-" : outcome));
  }
}
