package io.jenkins.plugins.paas.monitoring.prometheus;

/**
 * One rule as the server has loaded it ({@code /api/v1/rules}).
 *
 * @param file path on the server
 * @param health {@code ok}, {@code err}, or {@code unknown} before the first evaluation
 * @param lastError empty unless the health is {@code err}
 * @param intervalSeconds how often its group is evaluated
 */
public record LoadedRule(
    String file,
    String group,
    String name,
    String health,
    String lastError,
    double intervalSeconds) {}
