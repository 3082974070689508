package io.jenkins.plugins.paas.casc;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.pages.Filled;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Import, export, import again, and the page: the platforms stay what they are. */
public class ConfigurationAsCodeTest {

  private static final String GOLDEN = "every-attribute.yaml";

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Before
  public void nothing() {
    PaasConfiguration.get().setPlatforms(List.of());
  }

  /**
   * {@link Filled} sets each attribute that there is, so a new one changes this export; {@code
   * -Dpaas.golden=write} writes the file anew.
   */
  @Test
  public void theExportOfEveryAttributeIsTheGoldenFile() throws Exception {
    configure(filled());
    if ("write".equals(System.getProperty("paas.golden"))) {
      Files.writeString(
          Path.of("src/jenkins/resources/io/jenkins/plugins/paas/casc", GOLDEN), exported());
    }
    assertEquals(golden(), exported());
  }

  @Test
  public void theGoldenFileMakesTheSamePlatforms() throws Exception {
    load(Path.of(getClass().getResource(GOLDEN).toURI()));
    assertEquals(xml(filled()), xml(PaasConfiguration.get().getPlatforms()));
    assertEquals(golden(), exported());
  }

  @Test
  public void thePageLeavesWhatCodeMade() throws Exception {
    load(Path.of(getClass().getResource(GOLDEN).toURI()));
    RULE.configRoundtrip();
    assertEquals(golden(), exported());
  }

  @Test
  public void theReadmesSampleIsRead() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("unclassified:");
    load(write(readme.substring(start, readme.indexOf("```", start))));
    Platform staging = PaasConfiguration.get().named("staging").orElseThrow();
    assertEquals("https://gate.example.com", staging.getSpinnaker().getUrl());
    String before = exported();
    load(write(before));
    assertEquals(before, exported());
  }

  @Test
  public void anUnknownAttributeIsRefused() throws Exception {
    for (String wrong :
        List.of(
            "unclassified: {paas: {platfroms: []}}",
            "unclassified: {paas: {platforms: [{name: a, registri: {url: 'http://a'}}]}}",
            "unclassified: {paas: {platforms: [{name: a, registry: {adress: 'http://a'}}]}}")) {
      Path file = write(wrong);
      assertThrows(wrong, ConfiguratorException.class, () -> load(file));
    }
    Path file = write("unclassified: {paas: {platforms: [{name: a, hosting: moon}]}}");
    assertThrows(IllegalArgumentException.class, () -> load(file));
    assertEquals(List.of(), PaasConfiguration.get().getPlatforms());
  }

  @Test
  public void aWrongNameIsRefusedWithItsReason() throws Exception {
    Path file = write("unclassified: {paas: {platforms: [{name: a}, {name: a}]}}");
    Throwable refusal = assertThrows(ConfiguratorException.class, () -> load(file));
    StringBuilder said = new StringBuilder();
    for (Throwable t = refusal; t != null; t = t.getCause()) {
      said.append(t.getMessage()).append('\n');
    }
    assertTrue(said.toString(), said.toString().contains("platform name 'a' stands twice"));
  }

  private static List<Platform> filled() throws Exception {
    List<Platform> platforms = new ArrayList<>(); // written as the configuration's own list
    for (Object each : Filled.all(Platform.class)) {
      platforms.add(Filled.named((Platform) each, "platform-" + platforms.size()));
    }
    return platforms;
  }

  private static void configure(List<Platform> platforms) {
    PaasConfiguration.get().setPlatforms(platforms);
  }

  private static void load(Path file) throws Exception {
    ConfigurationAsCode.get().configure(file.toString());
  }

  private Path write(String text) throws Exception {
    return Files.writeString(folder.newFile().toPath(), text);
  }

  private static String exported() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ConfigurationAsCode.get().export(all);
    Map<?, ?> root = YamlText.parseAll(all.toString(StandardCharsets.UTF_8), "export").get(0);
    Object paas = ((Map<?, ?>) root.get("unclassified")).get("paas");
    return YamlText.write(Map.of("unclassified", Map.of("paas", paas)));
  }

  private String golden() throws Exception {
    return new String(
        getClass().getResourceAsStream(GOLDEN).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String xml(Object value) {
    return Jenkins.XSTREAM2.toXML(value);
  }
}
