package jenkins.model;

import hudson.model.Job;
import hudson.model.JobProperty;

/** A setting that a job may lack. */
public abstract class OptionalJobProperty<J extends Job<?, ?>> extends JobProperty<J> {}
