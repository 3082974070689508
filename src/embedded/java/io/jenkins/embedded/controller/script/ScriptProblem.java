package io.jenkins.embedded.controller.script;

/**
 * A mistake in a Jenkinsfile that is known before any step runs: one message with file and line.
 */
public final class ScriptProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  /**
   * @param file the file's name as the user gave it
   * @param line counted from 1; 0 when the problem has no line
   * @param text what is wrong and which valid name is nearest, without the position
   */
  public ScriptProblem(String file, int line, String text) {
    super(text + " (" + file + (line > 0 ? ":" + line : "") + ")");
    this.file = file;
    this.line = line;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }
}
