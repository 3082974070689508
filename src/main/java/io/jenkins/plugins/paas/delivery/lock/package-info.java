/** Whose turn it is to deliver. Free of Jenkins types. */
package io.jenkins.plugins.paas.delivery.lock;
