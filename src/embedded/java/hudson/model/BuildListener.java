package hudson.model;

/** Receives the log of a build. */
public interface BuildListener extends TaskListener {}
