/**
 * What shippers of log lines are told: annotations, pipelines, snippets. Free of Jenkins types. The
 * rsyslog snippet is run by a real rsyslog in tests; the others are written from their references.
 */
package io.jenkins.plugins.paas.logging.shipper;
