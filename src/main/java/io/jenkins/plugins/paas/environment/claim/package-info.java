/**
 * Claims: what an application needs of a data service, whoever runs it. A template names the forms
 * that a service takes (an operator's, a cluster that DBAs run, a vendor's), the platform chooses.
 */
package io.jenkins.plugins.paas.environment.claim;
