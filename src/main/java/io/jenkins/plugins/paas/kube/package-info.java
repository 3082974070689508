/**
 * Kubernetes for every room, without Jenkins: clients, generic objects, server-side apply. What
 * waits is in {@code kube.readiness}.
 */
package io.jenkins.plugins.paas.kube;
