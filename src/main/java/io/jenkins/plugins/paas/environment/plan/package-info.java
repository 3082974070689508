/** What changes in an environment, and what it is now. Without Jenkins. */
package io.jenkins.plugins.paas.environment.plan;
