package io.jenkins.plugins.paas.core.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public class ShellWordsTest {

  @Test
  public void aShellReadsEachWordUnchanged() throws Exception {
    List<String> words =
        List.of(
            "plain",
            "",
            "a b",
            "it's",
            "'",
            "''",
            "$HOME",
            "`id`",
            "$(id)",
            "a\\b",
            "\"",
            "*",
            "~",
            "!!",
            "#x",
            "a;b|c&d",
            "line\nline",
            "-n",
            "ä€",
            "{a,b}",
            "A=b c");
    Process shell = new ProcessBuilder("sh", "-s").redirectErrorStream(true).start();
    try (var script = shell.getOutputStream()) {
      for (String word : words) {
        String line = "printf '%s\\0' " + ShellWords.quote(word) + "\n";
        script.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    assertEquals(String.join("\0", words) + "\0", output);
  }

  @Test
  public void whatNeedsNoQuotesHasNone() {
    assertEquals(
        "docker build --tag=reg:5000/a:1 'a b'",
        ShellWords.line(List.of("docker", "build", "--tag=reg:5000/a:1", "a b")));
    assertThrows(IllegalArgumentException.class, () -> ShellWords.quote("a\0b"));
  }
}
