/**
 * What only a genuine controller can show of waiting steps: it stops and starts again, or is
 * killed, and the remote side sees one operation.
 */
package io.jenkins.plugins.paas.restart;
