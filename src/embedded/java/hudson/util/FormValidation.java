package hudson.util;

import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.kohsuke.stapler.HttpResponse;

/** The outcome of a check on a form's field. */
public abstract class FormValidation extends IOException implements HttpResponse {
  private static final long serialVersionUID = 1L;

  public final Kind kind;

  private FormValidation(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public static FormValidation ok() {
    return respond(Kind.OK, null);
  }

  public static FormValidation ok(String message) {
    return respond(Kind.OK, message == null ? null : escaped(message));
  }

  public static FormValidation warning(String message) {
    return respond(Kind.WARNING, escaped(message));
  }

  public static FormValidation error(String message) {
    return respond(Kind.ERROR, escaped(message));
  }

  /** The message alone: the stack is for the log of a real controller. */
  public static FormValidation error(Throwable e, String message) {
    return respond(Kind.ERROR, escaped(message + ": " + e.getMessage()));
  }

  /** The worst of several, their messages together. */
  public static FormValidation aggregate(Collection<? extends FormValidation> validations) {
    Kind worst = validations.stream().map(v -> v.kind).max(Kind::compareTo).orElse(Kind.OK);
    String html =
        validations.stream()
            .map(FormValidation::renderHtml)
            .filter(h -> h != null && !h.isEmpty())
            .collect(Collectors.joining("<br/>"));
    return respond(worst, html.isEmpty() ? null : html);
  }

  public static FormValidation validateRequired(String value) {
    return value == null || value.isBlank() ? error("required") : ok();
  }

  /**
   * @param html markup that is shown as it is
   */
  public static FormValidation respond(Kind kind, String html) {
    return new FormValidation(kind, html) {
      private static final long serialVersionUID = 1L;

      @Override
      public String renderHtml() {
        return html == null ? "<div></div>" : html;
      }
    };
  }

  private static String escaped(String text) {
    return text == null ? "" : text.replace("&", "&amp;").replace("<", "&lt;");
  }

  public abstract String renderHtml();

  @Override
  public String toString() {
    return kind + ": " + getMessage();
  }

  /** How bad it is. */
  public enum Kind {
    OK,
    WARNING,
    ERROR
  }
}
