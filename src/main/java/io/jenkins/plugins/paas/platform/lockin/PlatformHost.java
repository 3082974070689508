package io.jenkins.plugins.paas.platform.lockin;

/**
 * A system that a platform names.
 *
 * @param setting how the platform calls it: registry, cluster, prometheus, alertmanager, elastic,
 *     kibana, spinnaker, or {@code dataService …}
 * @param host without port
 * @param product what it says that it is; "" where it does not
 */
public record PlatformHost(String setting, String host, String product) {}
