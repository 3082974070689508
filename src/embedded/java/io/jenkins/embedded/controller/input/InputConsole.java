package io.jenkins.embedded.controller.input;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Asks the questions of {@code input} steps on the command line, one after the other, on a thread
 * of its own: neither the script's thread nor the steps' waits. A line is read only while a
 * question is open.
 */
public final class InputConsole implements AutoCloseable {
  private static volatile InputConsole installed;

  private final AnswerLines lines;
  private final PrintStream out;
  private final Console terminal;
  private final BlockingQueue<InputQuestion> questions = new LinkedBlockingQueue<>();
  private Thread thread;

  private InputConsole(InputStream in, PrintStream out) {
    this.lines = new AnswerLines(in);
    this.out = out;
    this.terminal = in == System.in ? System.console() : null;
  }

  /** Questions of all builds go there until it is closed. */
  public static InputConsole install(InputStream in, PrintStream out) {
    InputConsole console = new InputConsole(in, out);
    installed = console;
    return console;
  }

  /** Null where nobody is asked, as under tests: there {@code InputAction} answers. */
  public static InputConsole installed() {
    return installed;
  }

  @Override
  public void close() {
    installed = null;
    // the thread may be in a read that cannot be interrupted; it is a daemon
  }

  /** Puts the question at the end of the queue and returns at once. */
  public synchronized void ask(InputQuestion question) {
    questions.add(question);
    if (thread == null) {
      thread = new Thread(this::answerAll, "paas input");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void answerAll() {
    try {
      while (true) {
        InputQuestion question = questions.take();
        try {
          answer(question);
        } catch (AnswerLines.Ended e) {
          say("\n");
          question.abort(
              "Nobody can answer input '"
                  + question.id()
                  + "': "
                  + e.getMessage()
                  + ". Run paas on a terminal, or pipe the answers in, a line each");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(InputQuestion question) throws AnswerLines.Ended {
    Map<String, Object> values = new LinkedHashMap<>();
    if (question.isSettled()) {
      return;
    }
    say("paas: input '" + question.id() + "': " + question.message() + "\n");
    for (InputParameter parameter : question.parameters()) {
      values.put(parameter.name(), value(question, parameter));
      if (question.isSettled()) {
        return;
      }
    }
    decide(question, values);
  }

  private void decide(InputQuestion question, Map<String, Object> values) throws AnswerLines.Ended {
    while (!question.isSettled()) {
      say("paas: " + question.ok() + " (y) or " + question.cancel() + " (n)? ");
      String answer = line(question);
      if (answer == null) {
        return;
      }
      String word = answer.trim().toLowerCase(Locale.ROOT);
      String user = System.getProperty("user.name");
      if (is(word, "y", "yes", question.ok())) {
        question.proceed(values, user);
      } else if (is(word, "n", "no", question.cancel())) {
        question.abort("Rejected by " + user);
      } else {
        say("paas: '" + answer + "' is neither\n");
      }
    }
  }

  private static boolean is(String word, String... answers) {
    for (String answer : answers) {
      if (word.equals(answer.trim().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Null where the question was settled meanwhile. */
  private Object value(InputQuestion question, InputParameter parameter) throws AnswerLines.Ended {
    while (!question.isSettled()) {
      say(prompt(parameter));
      String answer = read(question, parameter);
      if (answer == null) {
        return null;
      }
      try {
        return parameter.value(answer.isEmpty() ? parameter.defaultText() : answer);
      } catch (IllegalArgumentException e) {
        say("paas: " + e.getMessage() + "\n");
      }
    }
    return null;
  }

  private static String prompt(InputParameter parameter) {
    String kind =
        switch (parameter.kind()) {
          case STRING -> "string";
          case TEXT -> "text, a line with a dot alone ends it";
          case BOOLEAN -> "true or false";
          case CHOICE -> String.join(" | ", parameter.choices());
          case PASSWORD -> "password";
        };
    String shown =
        switch (parameter.kind()) {
          case PASSWORD -> parameter.defaultText().isEmpty() ? "" : "******";
          case BOOLEAN -> String.valueOf(parameter.value(parameter.defaultText()));
          default -> parameter.defaultText();
        };
    String description = parameter.description().isEmpty() ? "" : ", " + parameter.description();
    return "paas:   "
        + parameter.name()
        + description
        + " ("
        + kind
        + ") ["
        + shown.replace("\n", "\\n")
        + "]: ";
  }

  private String read(InputQuestion question, InputParameter parameter) throws AnswerLines.Ended {
    if (parameter.kind() == InputParameter.Kind.PASSWORD && terminal != null) {
      char[] typed = terminal.readPassword(); // does not show on the screen
      if (typed == null) {
        throw new AnswerLines.Ended("standard input has ended");
      }
      return new String(typed);
    }
    if (parameter.kind() != InputParameter.Kind.TEXT) {
      return line(question);
    }
    List<String> text = new ArrayList<>();
    for (String line = line(question); line != null; line = line(question)) {
      if (line.equals(".") || (text.isEmpty() && line.isEmpty())) {
        return String.join("\n", text);
      }
      text.add(line);
    }
    return null;
  }

  private String line(InputQuestion question) throws AnswerLines.Ended {
    String line = lines.next(question);
    if (terminal == null) {
      say("\n"); // nobody pressed a key that would have ended the line
    }
    return line;
  }

  private void say(String text) {
    out.print(text);
    out.flush();
  }
}
