/**
 * Talks to Spinnaker's Gate over HTTP. Free of Jenkins types. The facts about the API come from
 * {@code spinnaker/spinnaker} and from answers of running services; unknown fields are ignored.
 */
package io.jenkins.plugins.paas.delivery.gate;
