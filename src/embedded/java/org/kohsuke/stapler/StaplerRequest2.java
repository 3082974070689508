package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;

/** A request to a page. */
public interface StaplerRequest2 extends HttpServletRequest {
  String getRestOfPath();
}
