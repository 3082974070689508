package org.kohsuke.stapler;

/** A request for a page; the embedded controller serves none. */
public interface StaplerRequest2 {}
