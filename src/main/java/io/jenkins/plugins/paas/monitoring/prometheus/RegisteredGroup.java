package io.jenkins.plugins.paas.monitoring.prometheus;

/**
 * A group in a target file.
 *
 * @param application whose file it is in
 * @param registration names it there
 */
public record RegisteredGroup(String application, String registration, TargetOwner owner) {}
