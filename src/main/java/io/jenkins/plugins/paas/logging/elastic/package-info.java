/**
 * Prepares an Elasticsearch or OpenSearch for an application's log lines, and proves that they
 * arrive. Free of Jenkins types. Facts were observed on OpenSearch 2.19.1; those of Elasticsearch
 * come from its REST API reference.
 */
package io.jenkins.plugins.paas.logging.elastic;
