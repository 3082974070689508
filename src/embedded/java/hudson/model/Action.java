package hudson.model;

/** Something attached to a run or a job. */
public interface Action extends ModelObject {
  /** Null hides it. */
  String getIconFileName();

  @Override
  String getDisplayName();

  /** Null where it has no page. */
  String getUrlName();
}
