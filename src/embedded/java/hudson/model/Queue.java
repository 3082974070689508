package hudson.model;

/** Names the types of what is queued; the embedded controller starts builds at once. */
public class Queue {
  private Queue() {}

  /** Something that is being executed. */
  public interface Executable extends Runnable {}
}
