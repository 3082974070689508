package io.jenkins.plugins.paas.core;

/**
 * Something that an image reference can be taken from, such as the result of a build. Its method
 * has a name of its own: script-security judges a call by the interface's method, which back ends
 * cannot mark as whitelisted.
 */
public interface Referenced {

  /** The full reference, by digest where it is known. */
  String imageReference();
}
