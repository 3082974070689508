/**
 * What a cluster is made of and what the environments on it use, counted in one pass without
 * keeping an object. Without Jenkins.
 */
package io.jenkins.plugins.paas.platform.survey;
