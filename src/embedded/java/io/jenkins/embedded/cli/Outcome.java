package io.jenkins.embedded.cli;

import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The outcome of a build as JSON: number, result, durationMillis, log, archive. */
final class Outcome {
  private Outcome() {}

  // Written by hand: loading a JSON library costs more than a small build.
  static String json(WorkflowRun run) {
    Map<String, Object> facts = new java.util.LinkedHashMap<>();
    facts.put("job", run.getParent().getFullName());
    facts.put("number", run.getNumber());
    facts.put("result", String.valueOf(run.getResult()));
    facts.put("durationMillis", run.getDuration());
    facts.put("log", run.getLogFile().getPath());
    facts.put("archive", run.getArtifactsDir().getPath());
    StringBuilder json = new StringBuilder("{\n");
    facts.forEach(
        (name, value) -> {
          json.append(json.length() > 2 ? ",\n" : "").append("  \"").append(name).append("\": ");
          json.append(value instanceof Number ? value : quoted(value.toString()));
        });
    return json.append("\n}\n").toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
