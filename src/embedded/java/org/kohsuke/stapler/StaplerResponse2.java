package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletResponse;

/** The answer to a request for a page; the embedded controller serves none. */
public interface StaplerResponse2 extends HttpServletResponse {}
