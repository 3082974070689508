package io.jenkins.embedded.controller.input;

import io.jenkins.plugins.paas.delivery.DeliveryAction;
import io.jenkins.plugins.paas.delivery.DeliveryPrompt;
import io.jenkins.plugins.paas.delivery.DeliveryQuestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Asks a delivery's questions on the command line, where nobody proves who they are. */
public final class JudgmentPrompt implements DeliveryPrompt {

  @Override
  public void asked(DeliveryAction action, DeliveryQuestion question) {
    InputConsole console = InputConsole.installed();
    if (console != null) {
      console.ask(new Asked(action, question));
    }
  }

  private record Asked(DeliveryAction action, DeliveryQuestion question) implements InputQuestion {

    @Override
    public String id() {
      return question.getKind();
    }

    @Override
    public String message() {
      return question.getText() + " (unauthenticated: whoever sits here answers)";
    }

    @Override
    public String ok() {
      return "continue";
    }

    @Override
    public String cancel() {
      return question.getVerdicts().contains("stop") ? "stop" : "wait";
    }

    @Override
    public List<InputParameter> parameters() {
      return List.of();
    }

    @Override
    public boolean isSettled() {
      return question.getVerdict() != null || action.getQuestions().stream().noneMatch(this::same);
    }

    private boolean same(DeliveryQuestion other) {
      return other.getId().equals(question.getId());
    }

    @Override
    public void proceed(Map<String, Object> values, String user) {
      answer("continue", user);
    }

    @Override
    public void abort(String reason) {
      String rejected = "Rejected by ";
      if (reason.startsWith(rejected) && cancel().equals("stop")) {
        answer("stop", reason.substring(rejected.length()));
      }
      // nobody there to answer: it stays open, for Deck
    }

    private void answer(String verdict, String user) {
      try {
        List<String> choices = question.getChoices();
        action.answer(
            question,
            verdict,
            verdict.equals("continue") && !choices.isEmpty() ? choices.get(0) : null,
            user + " (console, unauthenticated)");
      } catch (IOException e) {
        throw new UncheckedIOException("the answer could not be saved", e);
      }
    }
  }
}
