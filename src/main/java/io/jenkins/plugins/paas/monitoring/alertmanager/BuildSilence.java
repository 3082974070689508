package io.jenkins.plugins.paas.monitoring.alertmanager;

/**
 * A silence that a build made.
 *
 * @param run the build's id on its controller, such as {@code shop/release#7}
 */
public record BuildSilence(Silence silence, String run) {}
