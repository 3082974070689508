package io.jenkins.embedded.platform.kube.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One committed write.
 *
 * @param kind ADDED, MODIFIED or DELETED
 * @param object the state after it (for DELETED the last one, with the version of the deletion)
 * @param previous the state before it, or null
 */
public record Change(
    long version, String kind, String typeId, ObjectNode object, ObjectNode previous) {}
