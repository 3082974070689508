package org.kohsuke.stapler;

/** What a web method answers; the embedded controller serves no pages. */
public interface HttpResponse {}
