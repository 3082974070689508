package io.jenkins.plugins.paas.kube;

/**
 * An object as somebody wrote it.
 *
 * @param place for messages: {@code deploy/api.yaml, document 2, line 14}
 */
public record Manifest(KubeObject object, String place) {}
