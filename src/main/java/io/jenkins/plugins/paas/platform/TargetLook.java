package io.jenkins.plugins.paas.platform;

import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.platform.readiness.EndpointLook;
import io.jenkins.plugins.paas.platform.readiness.Faults;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.Need;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A check of one HTTP target: first what can be seen without a credential, then what the room asks
 * with it.
 */
public final class TargetLook {

  private final Need need;
  private final String component;
  private final String setting;
  private final HttpTarget target;

  /** What a room asks when the target answers. */
  @FunctionalInterface
  public interface Question {
    /**
     * @param open the answer to a request without a credential
     */
    void ask(Finding.Notes notes, HttpCaller caller, HttpAnswer open)
        throws IOException, InterruptedException;
  }

  /**
   * @param component names it in reports
   * @param setting how the platform calls it
   * @param target {@code null} where the platform has none
   */
  public TargetLook(Need need, String component, String setting, HttpTarget target) {
    this.need = need;
    this.component = component;
    this.setting = setting;
    this.target = target;
  }

  /**
   * The inquiry.
   *
   * @param call what is asked first, without a credential; any answer will do
   */
  public Inquiry inquiry(CheckContext context, HttpCall call, Question question) {
    return Inquiry.of(need, component, () -> List.of(look(context, call, question)));
  }

  private Finding look(CheckContext context, HttpCall call, Question question)
      throws IOException, InterruptedException {
    if (target == null || !target.isGiven()) {
      return Finding.absent(need, component, "Configure the " + setting + " of the platform.");
    }
    HttpEndpoint endpoint =
        EndpointLook.brisk(
            TargetConnection.to(target, setting, context.run(), context.log()).build());
    Finding.Notes notes = Finding.about(need, component).fact(endpoint.baseUri().toString());
    Optional<HttpAnswer> open = new EndpointLook(Clock.systemUTC()).look(notes, endpoint, call);
    if (open.isPresent()) {
      try (HttpCaller caller = HttpCaller.to(endpoint)) {
        question.ask(notes, caller, open.get());
      } catch (IOException e) {
        Faults.note(notes, e);
      }
    }
    return notes.finding();
  }
}
