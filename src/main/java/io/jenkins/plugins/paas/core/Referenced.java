package io.jenkins.plugins.paas.core;

/** Something that an image reference can be taken from, such as the result of a build. */
public interface Referenced {

  /** The full reference, by digest where it is known. */
  String getReference();
}
