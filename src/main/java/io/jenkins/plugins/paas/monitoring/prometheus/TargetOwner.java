package io.jenkins.plugins.paas.monitoring.prometheus;

/**
 * Who registered a group, as it says itself; both "" in groups of older versions and of others.
 *
 * @param controller the controller's id
 * @param job the job's full name
 */
public record TargetOwner(String controller, String job) {

  static final String CONTROLLER = "__meta_paas_controller";
  static final String JOB = "__meta_paas_job";
}
