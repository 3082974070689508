/**
 * Saved objects of Kibana and OpenSearch Dashboards, and links into them. Free of Jenkins types.
 * Written from Kibana's "Import saved objects" API and the same of OpenSearch Dashboards; no such
 * server was there to try it on.
 */
package io.jenkins.plugins.paas.logging.kibana;
