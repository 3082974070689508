/** Writes a log line through an application's own path. Free of Jenkins types. */
package io.jenkins.plugins.paas.logging.pod;
