/** Who may do what, on a controller with users. */
package io.jenkins.plugins.paas.permissions;
