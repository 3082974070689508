package io.jenkins.plugins.paas.restart;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A row of the restart table: a step that waits for a remote side, which lives through the restart
 * outside the controller. A new waiting step adds its row.
 */
abstract class WaitingStep implements AutoCloseable {

  /** What every row gives as password; it must be found nowhere afterwards. */
  static final String SECRET = "c4nary-s3cret-0f-restart";

  /** Starts the remote side. */
  abstract void start(Path directory) throws Exception;

  /** Tells the platform where it is. */
  abstract void configure(Platform platform) throws Exception;

  /** The body of the Pipeline, within {@code withPaas(application: 'shop')}. */
  abstract String script();

  /** A line of the log that says that the step waits. */
  abstract String waits();

  /** Waits until the step does. */
  void awaitWaiting(JenkinsRule j, WorkflowRun run) throws Exception {
    j.waitForMessage(waits(), run);
  }

  /** Lets the remote side come to its end; while the controller is down. */
  void release() throws Exception {}

  /** Checks at the remote side that it saw one operation. */
  abstract void assertOnce(WorkflowRun run) throws Exception;

  /** A line of the log after the end. */
  abstract String ends();

  /** Configures a fresh controller: one platform, the password as two credentials. */
  final void configureJenkins() throws Exception {
    credentials();
    Platform platform = new Platform("test");
    configure(platform);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  /** The password as two credentials, saved. */
  static void credentials() throws Exception {
    List<Credentials> credentials = SystemCredentialsProvider.getInstance().getCredentials();
    credentials.add(
        new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "remote", "", "paas", SECRET));
    credentials.add(
        new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(SECRET)));
    SystemCredentialsProvider.getInstance().save();
  }

  /** How often a text stands in the log. */
  static int count(WorkflowRun run, String text) throws Exception {
    return JenkinsRule.getLog(run).split(java.util.regex.Pattern.quote(text), -1).length - 1;
  }

  @Override
  public abstract void close() throws Exception;
}
