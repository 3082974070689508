package io.jenkins.plugins.paas.core.audit;

import java.time.Instant;

/**
 * One call that changes something outside of Jenkins. It never has a body, a header or a query: who
 * audits needs to know what was done, not with which content. Immutable.
 *
 * @param at when it was made
 * @param who as whom Jenkins made it; "" where the thread does not say
 * @param build the build's full name with its number; "" for work of the controller itself
 * @param platform the platform's name; "" where what is called is of none
 * @param system host and port, or {@code file}
 * @param verb the method or the API's own verb
 * @param object what it was done to: a path or the object's name
 * @param outcome a status, or the kind of failure
 * @param millis how long the call took
 */
public record Mutation(
    Instant at,
    String who,
    String build,
    String platform,
    String system,
    String verb,
    String object,
    String outcome,
    long millis) {

  private static final int MOST = 500;

  public Mutation {
    object = object.length() > MOST ? object.substring(0, MOST) + "…" : object;
  }

  /** The same, made as this user. */
  public Mutation by(String user) {
    return new Mutation(at, user, build, platform, system, verb, object, outcome, millis);
  }
}
