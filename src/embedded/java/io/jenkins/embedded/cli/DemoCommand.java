package io.jenkins.embedded.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.EmbeddedPlatform;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code paas demo}: starts the embedded platform and delivers examples/shop on it. */
final class DemoCommand implements SubCommand {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String summary() {
    return "delivers examples/shop on this machine";
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Starts a platform on loopback, delivers examples/shop from its Jenkinsfile, prints the"
                + " release passport and ends the platform.")
        .footer("Exit codes: " + ExitCode.TEXT);
    spec.addOption(
        OptionSpec.builder("--keep")
            .description("leaves the platform running until Ctrl-C")
            .type(boolean.class)
            .arity("0")
            .build());
  }

  @Override
  public int execute(ParseResult arguments, PrintStream out, PrintStream err) throws Mistake {
    Path shop = home().resolve("examples/shop");
    Inputs.requireDirectory("The sample application", shop);
    Path state = Path.of(".paas", "demo").toAbsolutePath();
    long started = System.nanoTime();
    try {
      Path workspace = copy(shop, state.resolve("shop"));
      try (EmbeddedPlatform platform =
          EmbeddedPlatform.start(
              state.resolve("platform"), line -> out.println("[platform] " + line))) {
        platform.pipeline(workspace.resolve("spinnaker/deploy-production.json"));
        platform.writeConfiguration(workspace.resolve(".paas/platforms.yaml"));
        int code =
            PaasCommand.execute(
                List.of(
                    "run",
                    "--workspace",
                    workspace.toString(),
                    workspace.resolve("Jenkinsfile").toString()),
                out,
                err);
        if (code == ExitCode.OK) {
          code = compareDigest(platform, workspace, out);
        }
        out.println(
            "[platform] demo "
                + (code == ExitCode.OK ? "succeeded" : "failed")
                + " after "
                + DurationText.format(Duration.ofNanos(System.nanoTime() - started)));
        if (arguments.hasMatchedOption("--keep")) {
          keep(platform, workspace, out);
        }
        return code;
      }
    } catch (IOException e) {
      err.println("paas demo: " + e.getMessage());
      return ExitCode.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  /** The project's directory: the classes are in its target/classes. */
  private static Path home() throws Mistake {
    try {
      URI classes = DemoCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(classes).getParent().getParent();
    } catch (URISyntaxException e) {
      throw new Mistake("where the project is cannot be told: " + e.getMessage());
    }
  }

  /** Asks the registry for the tag that the passport names: both must say the same digest. */
  private static int compareDigest(EmbeddedPlatform platform, Path workspace, PrintStream out)
      throws IOException, InterruptedException {
    JsonNode facts = imageFacts(workspace);
    ImageReference image = ImageReference.parse(facts.path("reference").asText());
    String tag = facts.path("tags").path(0).asText();
    RegistryHost host = RegistryHost.of(platform.registry().getAuthority());
    RegistryCredential credential = new RegistryCredential("paas", platform::token);
    try (RegistryClient registry = RegistryClient.of(host, credential)) {
      String digest =
          registry
              .manifest(image.repository(), tag)
              .map(Manifest::digest)
              .orElseThrow(
                  () -> new IOException("the registry has no " + image.repository() + ":" + tag));
      boolean same = digest.equals(image.digest());
      out.println(
          "[platform] the registry answers "
              + digest
              + " for "
              + image.repository()
              + ":"
              + tag
              + (same ? ", as the passport says" : ", but the passport says " + image.digest()));
      return same ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static JsonNode imageFacts(Path workspace) throws IOException {
    try (Stream<Path> builds = Files.list(workspace.resolve(".paas/builds"))) {
      Path last =
          builds
              .filter(p -> Files.isRegularFile(p.resolve("passport.json")))
              .max((a, b) -> Integer.compare(number(a), number(b)))
              .orElseThrow(() -> new IOException("the build left no passport.json"));
      for (JsonNode piece :
          JSON.readTree(last.resolve("passport.json").toFile()).path("evidence")) {
        if (piece.path("kind").asText().equals("image")) {
          return piece.path("facts");
        }
      }
      throw new IOException("the passport has no image");
    }
  }

  private static int number(Path build) {
    String name = build.getFileName().toString();
    return name.matches("\\d{1,9}") ? Integer.parseInt(name) : -1;
  }

  private static void keep(EmbeddedPlatform platform, Path workspace, PrintStream out)
      throws InterruptedException {
    out.println(
        "[platform] stays until Ctrl-C; its addresses: " + workspace + "/.paas/platforms.yaml");
    Object forever = new Object();
    synchronized (forever) {
      while (platform != null) {
        forever.wait();
      }
    }
  }

  /** A copy, so that the sources stay as they are; builds of earlier demos remain in it. */
  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : all.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(
              source,
              target,
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }
}
