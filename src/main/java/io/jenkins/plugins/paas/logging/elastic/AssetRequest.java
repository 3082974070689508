package io.jenkins.plugins.paas.logging.elastic;

/**
 * What is wanted of one log target.
 *
 * @param pipeline an ingest pipeline, or {@code null}; documents under its key {@code samples} are
 *     run through it before it is saved, and are not part of it
 * @param template {@code mappings}, {@code settings}, {@code composed_of} and {@code components} of
 *     the target, or {@code null}
 * @param retention how long lines are kept, or {@code null} for whatever the server does
 * @param retentionJob whether the suite may remove old indices where the server cannot
 * @param secured whether requests carry a credential, so that a role makes sense
 * @param controller the id of who removes old indices between runs, "" for nobody
 */
public record AssetRequest(
    LogTarget target,
    JsonSource pipeline,
    JsonSource template,
    Retention retention,
    boolean retentionJob,
    boolean secured,
    String controller) {

  /** Nobody removes old indices between runs. */
  public AssetRequest(
      LogTarget target,
      JsonSource pipeline,
      JsonSource template,
      Retention retention,
      boolean retentionJob,
      boolean secured) {
    this(target, pipeline, template, retention, retentionJob, secured, "");
  }

  /** The least: pipeline and template, for ever, without a role. */
  public static AssetRequest of(LogTarget target, JsonSource pipeline, JsonSource template) {
    return new AssetRequest(target, pipeline, template, null, false, false);
  }
}
