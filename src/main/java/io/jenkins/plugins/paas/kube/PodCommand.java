package io.jenkins.plugins.paas.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A short command in a container of a running pod, fed by a stream, which is never held in memory.
 * The end of the input does not reach the command: it must know how much to read.
 */
public final class PodCommand {

  private final KubeSession session;
  private final String namespace;
  private final String pod;
  private final String container;

  public PodCommand(KubeSession session, ObjectRef pod, String container) {
    this.session = session;
    this.namespace = pod.namespace();
    this.pod = pod.name();
    this.container = container;
  }

  /** What the command answered; output and errors together. */
  public record Answer(int status, String output) {}

  /**
   * Runs it to its end.
   *
   * @param command an argument list
   * @param limit for the whole of it, after which the connection is given up
   */
  public Answer run(InputStream input, Duration limit, String... command)
      throws KubeFailure, InterruptedException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (ExecWatch running =
        session
            .client()
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(container)
            .redirectingInput()
            .writingOutput(output)
            .writingError(output)
            .exec(command)) {
      feed(input, running);
      Integer status = running.exitCode().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(
          status == null ? -1 : status, output.toString(StandardCharsets.UTF_8).strip());
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (KubernetesClientException | IOException | TimeoutException e) {
      throw failure(e);
    }
  }

  // by this thread, which waits while the connection is full; fabric8's own reading asks a stream
  // what it has every 50 ms, and never sees its end
  private static void feed(InputStream input, ExecWatch running) throws IOException {
    try (OutputStream to = running.getInput()) {
      input.transferTo(to);
    } catch (IOException e) {
      if (!running.exitCode().isDone()) {
        throw e;
      }
      // it has ended without reading all, and its status says why
    }
  }

  private KubeFailure failure(Throwable cause) {
    boolean denied = cause instanceof KubernetesClientException e && e.getCode() == 403;
    return new KubeFailure(
        denied ? KubeFailure.Kind.FORBIDDEN : KubeFailure.Kind.BROKEN,
        denied ? 403 : 0,
        session.access()
            + ": a command in pod "
            + namespace
            + "/"
            + pod
            + " could not be run to its end ("
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
            + ")."
            + (denied ? " It needs the right to create pods/exec there." : ""),
        cause);
  }
}
