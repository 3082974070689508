/** The suite's names among those of genuine Jenkins, its plugins, and shared libraries. */
package io.jenkins.plugins.paas.symbols;
