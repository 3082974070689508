/**
 * A stand-in for Spinnaker's Gate with the services behind it: pipelines, executions whose stages
 * take time, judgments, and a deploy stage that really applies to the embedded Kubernetes API. It
 * answers in the shapes of a running Gate; it is no Spinnaker.
 */
package io.jenkins.embedded.platform.gate;
