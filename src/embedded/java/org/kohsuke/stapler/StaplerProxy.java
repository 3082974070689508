package org.kohsuke.stapler;

/** Says which object answers a page's requests; the place to check who asks. */
public interface StaplerProxy {
  Object getTarget();
}
