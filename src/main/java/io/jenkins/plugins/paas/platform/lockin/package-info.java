/**
 * Who a platform's parts belong to, what the environments use of them, and what a move would touch.
 * Without Jenkins.
 */
package io.jenkins.plugins.paas.platform.lockin;
