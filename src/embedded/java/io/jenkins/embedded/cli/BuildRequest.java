package io.jenkins.embedded.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code paas run} was asked for.
 *
 * @param file name of the Jenkinsfile for messages
 * @param workspace absolute
 * @param settings configuration as code, or null
 * @param json where to write the outcome, or null
 */
record BuildRequest(
    String file,
    String script,
    Path workspace,
    Path settings,
    Map<String, String> parameters,
    Path json) {}
