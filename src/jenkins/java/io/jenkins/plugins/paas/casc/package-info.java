/** The configuration as genuine configuration as code reads and writes it. */
package io.jenkins.plugins.paas.casc;
