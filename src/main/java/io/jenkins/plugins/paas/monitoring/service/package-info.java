/** Finds the addresses behind a Kubernetes Service. Free of Jenkins types. */
package io.jenkins.plugins.paas.monitoring.service;
