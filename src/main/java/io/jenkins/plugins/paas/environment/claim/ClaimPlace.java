package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.environment.source.EnvironmentName;

/**
 * Where a claim is met.
 *
 * @param hosting who runs the platform's services: {@code selfHosted}, {@code alibabaCloud}, {@code
 *     tencentCloud} or {@code managed}
 */
public record ClaimPlace(EnvironmentName environment, String hosting) {}
