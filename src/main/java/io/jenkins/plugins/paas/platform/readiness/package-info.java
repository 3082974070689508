/**
 * What a PaaS needs and whether a platform has it, without Jenkins: the seven needs, findings with
 * evidence and remedy, and looks at systems.
 */
package io.jenkins.plugins.paas.platform.readiness;
