package io.jenkins.plugins.paas.delivery;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Something that a delivery asks people, and what they answered. Immutable but for the answer. */
public final class DeliveryQuestion implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A manual judgment: {@code continue} or {@code stop}. */
  static final String JUDGMENT = "judgment";

  /** A deployment window that is closed: {@code continue} delivers all the same. */
  static final String WINDOW = "window";

  private final String id;
  private final String kind;
  private final String text;
  private final String link;
  private final ArrayList<String> choices;
  private final ArrayList<String> verdicts;
  private String verdict;
  private String choice;
  private String by;

  /**
   * @param id the same for the same question, also after a restart
   * @param text one line for people
   * @param link where else it can be looked at, or {@code null}
   * @param choices values to choose from when it goes on; none where nothing is to be chosen
   */
  private DeliveryQuestion(
      String id,
      String kind,
      String text,
      String link,
      List<String> choices,
      List<String> verdicts) {
    this.id = id;
    this.kind = kind;
    this.text = text;
    this.link = link;
    this.choices = new ArrayList<>(choices);
    this.verdicts = new ArrayList<>(verdicts);
  }

  static DeliveryQuestion judgment(String id, String text, String link, List<String> choices) {
    return new DeliveryQuestion(id, JUDGMENT, text, link, choices, List.of("continue", "stop"));
  }

  static DeliveryQuestion window(String id, String text) {
    return new DeliveryQuestion(id, WINDOW, text, null, List.of(), List.of("continue"));
  }

  public String getId() {
    return id;
  }

  public String getKind() {
    return kind;
  }

  public String getText() {
    return text;
  }

  public String getLink() {
    return link;
  }

  public List<String> getChoices() {
    return new ArrayList<>(choices);
  }

  /** The answers that there are. */
  public List<String> getVerdicts() {
    return new ArrayList<>(verdicts);
  }

  /** {@code null} while it is open. */
  public synchronized String getVerdict() {
    return verdict;
  }

  /** What was chosen, or {@code null}. */
  public synchronized String getChoice() {
    return choice;
  }

  /** Who answered. */
  public synchronized String getBy() {
    return by;
  }

  boolean isWindow() {
    return kind.equals(WINDOW);
  }

  /**
   * Takes the first answer; later ones come too late.
   *
   * @return whether it was taken
   * @throws IllegalArgumentException for what is no answer
   */
  synchronized boolean answer(String given, String chosen, String user) {
    if (!verdicts.contains(given)) {
      throw new IllegalArgumentException(
          "'" + given + "' is no answer; there are " + String.join(", ", verdicts));
    }
    if (chosen != null && !choices.contains(chosen)) {
      throw new IllegalArgumentException(
          "'" + chosen + "' is not among the choices: " + String.join(", ", choices));
    }
    if (verdict != null) {
      return false;
    }
    verdict = given;
    choice = chosen;
    by = user;
    return true;
  }
}
