/** The packaged plugin among genuine plugins: what it brings, and what it can do without. */
package io.jenkins.plugins.paas.isolation;
