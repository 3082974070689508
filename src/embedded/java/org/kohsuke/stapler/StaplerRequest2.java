package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;

/** A request for a page; the embedded controller serves none. */
public interface StaplerRequest2 extends HttpServletRequest {
  /** What follows the part of the path that led to the method. */
  String getRestOfPath();
}
