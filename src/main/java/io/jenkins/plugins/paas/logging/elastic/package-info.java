/**
 * Prepares an Elasticsearch or OpenSearch for an application's log lines, and proves that they
 * arrive. Free of Jenkins types. Facts were observed on OpenSearch 2.19.1 and on the
 * Apache-licensed Elasticsearch 7.10.2; those of later versions come from Elasticsearch's REST API
 * reference.
 */
package io.jenkins.plugins.paas.logging.elastic;
