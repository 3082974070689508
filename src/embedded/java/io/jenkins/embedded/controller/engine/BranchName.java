package io.jenkins.embedded.controller.engine;

import java.io.Serializable;

/** The name of a branch of {@code parallel}; nested ones are joined. */
record BranchName(String name) implements Serializable {}
