package io.jenkins.plugins.paas.image.scan;

/**
 * A known weakness of something in an image.
 *
 * @param id such as CVE-2024-0001
 * @param component the package or library
 * @param installed its version
 * @param fixed versions that do not have it; empty where there is none
 */
public record Finding(
    String id, Severity severity, String component, String installed, String fixed) {}
