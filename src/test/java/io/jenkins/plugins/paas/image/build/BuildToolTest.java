package io.jenkins.plugins.paas.image.build;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.util.List;
import org.junit.Test;

/** What the tools are told, where they cannot all be run; the contract test runs the others. */
public class BuildToolTest {

  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  private final BuildRequest request =
      new BuildRequest(ImageReference.parse("127.0.0.1:5000/shop/api"), List.of("1", "two"))
          .dockerfile("Dockerfile");
  private final BuildPaths paths =
      new BuildPaths(
          "/ws/api", "/ws/api/docker/Dockerfile", "/tmp/paas-1", RegistryHost.of("127.0.0.1:5000"));

  @Test
  public void buildctlIsToldEverythingButSecrets() {
    request.buildArgs().put("TEXT", "a b");
    request.secrets().add("npm");
    request.ssh().add("default");
    request.architectures().addAll(List.of("amd64", "arm64"));
    request.cacheFrom().add("127.0.0.1:5000/shop/cache:main");
    request.cacheTo("127.0.0.1:5000/shop/cache:main");
    List<String> words = new BuildctlTool("tcp://buildkitd:1234").commands(request, paths).get(0);
    String line = String.join(" ", words);
    assertTrue(line, line.startsWith("buildctl --addr tcp://buildkitd:1234 build "));
    assertTrue(line, line.contains("--local dockerfile=/ws/api/docker --opt filename=Dockerfile"));
    assertTrue(line, words.contains("build-arg:TEXT=a b"));
    assertTrue(line, words.contains("platform=linux/amd64,linux/arm64"));
    assertTrue(line, words.contains("id=npm,src=/tmp/paas-1/secrets/npm"));
    assertTrue(
        line,
        words.contains(
            "type=image,\"name=127.0.0.1:5000/shop/api:1,127.0.0.1:5000/shop/api:two\",push=true,"
                + "registry.insecure=true"));
    assertTrue(line, words.contains("type=registry,mode=max,ref=127.0.0.1:5000/shop/cache:main"));
  }

  @Test
  public void dockerTakesBuildxForWhatNeedsIt() {
    request.architectures().addAll(List.of("amd64", "arm64"));
    assertTrue(new DockerTool(true, false).lacks(request).orElseThrow().contains("buildx plugin"));
    DockerTool docker = new DockerTool(true, true);
    assertFalse(docker.lacks(request).isPresent());
    List<List<String>> commands = docker.commands(request, paths);
    assertEquals("it pushes by itself", 1, commands.size());
    String line = String.join(" ", commands.get(0));
    assertTrue(
        line, line.startsWith("docker buildx build --metadata-file /tmp/paas-1/stated --push "));
    request.push(false);
    assertTrue(docker.lacks(request).orElseThrow().contains("needs push: true"));
  }

  @Test
  public void theClassicBuilderRefusesSecrets() {
    request.secrets().add("npm");
    String reason = new DockerTool(false, false).lacks(request).orElseThrow();
    assertTrue(reason, reason.startsWith("secrets and ssh are mounts of BuildKit"));
  }

  @Test
  public void cachesOfPodmanAreRepositoriesAndKnowNoArchitectures() {
    ContainersTool podman = new ContainersTool("podman", false);
    request.cacheTo("127.0.0.1:5000/shop/cache:main");
    assertTrue(podman.lacks(request).orElseThrow().contains("without a tag or digest"));
    request.cacheTo("127.0.0.1:5000/shop/cache");
    assertFalse(podman.lacks(request).isPresent());
    request.architectures().add("arm64");
    assertTrue(podman.lacks(request).orElseThrow().contains("does not tell architectures apart"));
    request.cacheTo(null);
    assertTrue(podman.commands(request, paths).get(0).contains("--layers=false"));
  }

  @Test
  public void anAuthorityOfOurOwnIsForItsRegistryAlone() {
    ContainersTool buildah = new ContainersTool("buildah", true);
    BuildPaths tls =
        new BuildPaths("/ws", "/ws/Dockerfile", "/tmp/paas-1", RegistryHost.of("reg.example"));
    List<String> own = buildah.login(tls, tls.registry(), "me");
    assertTrue(own.toString(), own.contains("/tmp/paas-1/certs"));
    List<String> other = buildah.login(tls, RegistryHost.of("docker.io"), "me");
    assertFalse(other.toString(), other.contains("--cert-dir"));
    assertFalse(other.toString(), other.contains("--tls-verify=false"));
  }

  @Test
  public void loginsOfDockersOwnRegistryGoUnderItsOldName() {
    for (String name : List.of("docker.io", "index.docker.io/v1/", "https://index.docker.io/v1/")) {
      LoginFile file = new LoginFile();
      file.add(RegistryHost.of(name), new RegistryCredential("me", () -> "pw"));
      assertEquals(
          "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"bWU6cHc=\"}}}", file.text());
    }
  }

  @Test
  public void statementsAreDigestsOrMetadata() throws Exception {
    assertEquals(DIGEST, BuildStatement.digest(DIGEST + "\n"));
    String config = "sha256:" + "cd".repeat(32);
    assertEquals(
        DIGEST,
        BuildStatement.digest(
            "{\"containerimage.config.digest\":\""
                + config
                + "\",\"containerimage.digest\":\""
                + DIGEST
                + "\"}"));
    assertThrows(BuildFailure.class, () -> BuildStatement.digest("{}"));
    assertThrows(BuildFailure.class, () -> BuildStatement.digest("{"));
    assertThrows(BuildFailure.class, () -> BuildStatement.digest("latest"));
  }

  @Test
  public void architecturesAreThoseOfLinux() {
    assertEquals("arm/v7", Architecture.parse("linux/arm/v7"));
    assertEquals("linux/amd64", Architecture.platform(Architecture.parse("amd64")));
    for (String wrong :
        List.of("", "amd46", "AMD64", "windows/amd64", "amd64;id", "-a", "arm 64")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Architecture.parse(wrong));
      assertTrue(e.getMessage(), e.getMessage().startsWith("'" + wrong + "' is no architecture"));
    }
  }
}
