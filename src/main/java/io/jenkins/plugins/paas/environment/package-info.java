/**
 * The environment room's face: {@code paasProvision}, {@code paasEnvironment}, {@code paasDestroy}.
 */
package io.jenkins.plugins.paas.environment;
