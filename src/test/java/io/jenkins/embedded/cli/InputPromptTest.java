package io.jenkins.embedded.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/** {@code input} on the command line: prompts on the console, answers on standard input. */
public class InputPromptTest {
  private final TemporaryFolder folder = new TemporaryFolder();
  @Rule public RuleChain rules = RuleChain.outerRule(folder).around(new UnderGroovyCps());
  private final InputStream before = System.in;
  private String out;

  @After
  public void restore() {
    System.setIn(before);
  }

  private int run(String script, String answers) throws Exception {
    Path workspace = folder.newFolder().toPath();
    Path file = Files.writeString(workspace.resolve("Jenkinsfile"), script);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setIn(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
    int code =
        PaasCommand.execute(
            List.of("run", "--workspace", workspace.toString(), file.toString()), print, print);
    out = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private void assertOutput(String text) {
    assertTrue("'" + text + "' is missing in:\n" + out, out.contains(text));
  }

  @Test
  public void parametersAreAskedForOneByOne() throws Exception {
    int code =
        run(
            """
            def a = input message: 'Ship it?', id: 'ship', ok: 'Ship', submitter: 'ops',
              submitterParameter: 'BY', parameters: [
                choice(name: 'TARGET', choices: ['staging', 'production'], description: 'where to'),
                string(name: 'TAG', defaultValue: 'latest'),
                [$class: 'BooleanParameterDefinition', name: 'DRY', defaultValue: true],
                password(name: 'TOKEN'),
                text(name: 'NOTES', defaultValue: 'none')]
            echo "<$a.TARGET> <$a.TAG> <$a.DRY> <${"$a.TOKEN".length()}> <$a.NOTES> <$a.BY>"
            """,
            "prod\nproduction\n\nno\ns3cret\nline 1\nline 2\n.\nperhaps\nship\n");
    assertEquals(out, 0, code);
    assertOutput("submitter 'ops' is ignored");
    assertOutput("paas: input 'Ship': Ship it?");
    assertOutput("TARGET, where to (staging | production) [staging]:");
    assertOutput("'prod' is none of staging, production. Did you mean 'production'?");
    assertOutput("paas: Ship (y) or Abort (n)?");
    assertOutput("'perhaps' is neither");
    String user = System.getProperty("user.name");
    assertOutput("<production> <latest> <false> <6> <line 1\nline 2> <" + user + ">");
  }

  @Test
  public void aNoAbortsTheBuild() throws Exception {
    assertEquals(1, run("input message: 'Go?', cancel: 'Leave'\necho 'not reached'", "leave\n"));
    assertOutput("Rejected by " + System.getProperty("user.name"));
    assertOutput("Finished: ABORTED");
  }

  @Test
  public void withoutAnswersNobodyCanAnswer() throws Exception {
    assertEquals(1, run("input id: 'go', message: 'Go?'\necho 'not reached'", ""));
    assertOutput("Nobody can answer input 'Go': standard input has ended");
    assertOutput("Finished: ABORTED");
  }

  @Test
  public void branchesAreAskedOneAfterTheOther() throws Exception {
    String script =
        "parallel a: { echo \"a=${input(message: 'A?', parameters: [string(name: 'V')])}\" },"
            + " b: { echo \"b=${input(message: 'B?', parameters: [string(name: 'V')])}\" }";
    assertEquals(0, run(script, "same\ny\nsame\ny\n"));
    assertOutput("[a] a=same");
    assertOutput("[b] b=same");
  }

  @Test
  public void aParameterThatIsUnknownIsAMistakeOfTheScript() throws Exception {
    assertEquals(1, run("input message: 'm', parameters: [file(name: 'F')]", "y\n"));
    assertOutput("input: the embedded controller has no parameter 'file', only booleanParam");
  }
}
