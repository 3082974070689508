/**
 * Registers scrape targets and rules with a Prometheus, and proves that they are in force. Free of
 * Jenkins types. The facts about the API were observed on Prometheus 2.42 and are those of its HTTP
 * API page.
 */
package io.jenkins.plugins.paas.monitoring.prometheus;
