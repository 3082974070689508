/** What an environment is to be: manifests from files and text, images, limits. Without Jenkins. */
package io.jenkins.plugins.paas.environment.source;
