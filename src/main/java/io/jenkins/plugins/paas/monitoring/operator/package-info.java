/**
 * Registers with a Prometheus that the Prometheus operator runs, by generic resources, and follows
 * the chain from its selectors to the target. Free of Jenkins types. The facts about the resources
 * are those of the operator's API reference, {@code monitoring.coreos.com/v1}.
 */
package io.jenkins.plugins.paas.monitoring.operator;
