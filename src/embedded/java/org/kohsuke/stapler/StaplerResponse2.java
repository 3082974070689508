package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletResponse;

/** The answer of a page. */
public interface StaplerResponse2 extends HttpServletResponse {}
