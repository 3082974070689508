package io.jenkins.plugins.paas.delivery;

import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/**
 * What a build's deliveries ask people, with a page to answer it; kept with the build. The input
 * step cannot express a permission, so this is a page of our own. Thread-safe.
 */
public final class DeliveryAction implements RunAction2, StaplerProxy {

  static final String URL_NAME = "paas-delivery";

  private final List<DeliveryQuestion> questions = new ArrayList<>();
  private transient Run<?, ?> run;

  static DeliveryAction of(Run<?, ?> run) {
    synchronized (run) {
      DeliveryAction action = run.getAction(DeliveryAction.class);
      if (action == null) {
        action = new DeliveryAction();
        run.addAction(action);
      }
      return action;
    }
  }

  /** Asks, once for each id. Saves the build. */
  void ask(DeliveryQuestion question) throws IOException {
    synchronized (this) {
      if (find(question.getId()).isPresent()) {
        return;
      }
      questions.add(question);
    }
    run.save();
    for (DeliveryPrompt prompt : ExtensionList.lookup(DeliveryPrompt.class)) {
      prompt.asked(this, question);
    }
  }

  synchronized Optional<DeliveryQuestion> find(String id) {
    return questions.stream().filter(q -> q.getId().equals(id)).findFirst();
  }

  /** Takes back what nobody needs to answer any more: open questions of this prefix but these. */
  void withdraw(String prefix, Set<String> kept) throws IOException {
    boolean changed;
    synchronized (this) {
      changed =
          questions.removeIf(
              q ->
                  q.getId().startsWith(prefix)
                      && q.getVerdict() == null
                      && !kept.contains(q.getId()));
    }
    if (changed) {
      run.save();
    }
  }

  /** Oldest first, answered ones too. */
  public synchronized List<DeliveryQuestion> getQuestions() {
    return new ArrayList<>(questions);
  }

  /** Whether the caller may answer this one. */
  public boolean mayAnswer(DeliveryQuestion question) {
    // a closed window is the platform's, so a permission that a folder gave does not open it
    return question.isWindow()
        ? Jenkins.get().hasPermission(PaasPermissions.DEPLOY)
        : run.getACL().hasPermission(PaasPermissions.DEPLOY);
  }

  /** Answers one question, as whoever calls. */
  @POST
  public HttpResponse doAnswer(
      @QueryParameter String question,
      @QueryParameter String verdict,
      @QueryParameter String choice)
      throws IOException {
    run.getACL().checkPermission(PaasPermissions.DEPLOY);
    Optional<DeliveryQuestion> found = find(question);
    if (found.isEmpty()) {
      throw HttpResponses.errorWithoutStack(404, "This question is not open any more.");
    }
    if (found.get().isWindow()) {
      Jenkins.get().checkPermission(PaasPermissions.DEPLOY);
    }
    try {
      answer(
          found.get(),
          verdict,
          Util.fixEmptyAndTrim(choice),
          Jenkins.getAuthentication2().getName());
    } catch (IllegalArgumentException e) {
      throw HttpResponses.errorWithoutStack(400, e.getMessage());
    }
    return HttpResponses.redirectToDot(); // the page says who was first
  }

  /**
   * Answers for somebody; permissions are the caller's business.
   *
   * @throws IllegalArgumentException for what is no answer
   */
  public void answer(DeliveryQuestion question, String verdict, String choice, String by)
      throws IOException {
    if (question.answer(verdict, choice, by)) {
      try (AuditTrail.Scope ignored = AuditTrail.as(by, run.getExternalizableId())) {
        String object = question.getText().replaceAll("\\s+", " ");
        AuditTrail.report("jenkins", "answer", object, verdict, System.nanoTime());
      }
      run.save();
    }
  }

  /** Where it is answered: the page's address, or its name where Jenkins knows no address. */
  String where() {
    String root = Jenkins.get().getRootUrl();
    return (root == null ? "" : root) + run.getUrl() + URL_NAME + "/";
  }

  /** The build that it belongs to. */
  public Run<?, ?> getRun() {
    return run;
  }

  /** The page is for who may view the platform's affairs on this job, or answer. */
  @Override
  public Object getTarget() {
    if (!run.getACL().hasPermission(PaasPermissions.DEPLOY)) {
      run.getACL().checkPermission(PaasPermissions.VIEW);
    }
    return this;
  }

  @Override
  public void onAttached(Run<?, ?> r) {
    run = r;
  }

  @Override
  public void onLoad(Run<?, ?> r) {
    run = r;
  }

  @Override
  public String getIconFileName() {
    return "symbol-help-circle";
  }

  @Override
  public String getDisplayName() {
    return "Delivery";
  }

  @Override
  public String getUrlName() {
    return URL_NAME;
  }
}
