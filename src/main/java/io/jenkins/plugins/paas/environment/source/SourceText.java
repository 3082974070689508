package io.jenkins.plugins.paas.environment.source;

import java.io.Serializable;

/**
 * A text and where it came from; travels from an agent.
 *
 * @param source the path within the workspace, or {@code text}
 */
public record SourceText(String source, String text) implements Serializable {}
