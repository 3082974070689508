/**
 * Silences of an Alertmanager. Free of Jenkins types. The facts about the API are those of its
 * OpenAPI document, version 2, and were observed on Alertmanager 0.25.
 */
package io.jenkins.plugins.paas.monitoring.alertmanager;
