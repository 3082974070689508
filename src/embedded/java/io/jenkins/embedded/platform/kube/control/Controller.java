package io.jenkins.embedded.platform.kube.control;

/** Brings one kind of object closer to what its spec says; level-triggered, idempotent. */
interface Controller {
  void reconcile();
}
