/** What would change, for people to read before it does. */
package io.jenkins.plugins.paas.core.plan;
