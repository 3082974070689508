package io.jenkins.plugins.paas.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.util.FormValidation;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class PaasConfigurationTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Test
  public void aSavedPlatformIsReadBackWhole() {
    Platform platform = new Platform("staging");
    RegistryTarget registry = new RegistryTarget("https://registry.example.com/");
    registry.setCredentialsId("registry");
    platform.setRegistry(registry);
    ClusterTarget cluster = new ClusterTarget("https://10.0.0.1:6443");
    cluster.setCaCertificate(" ");
    cluster.setNamespacePattern("${application}-${environment}");
    platform.setCluster(cluster);
    PrometheusTarget prometheus = new PrometheusTarget("http://prometheus:9090");
    prometheus.setRegistration(new FileSdRegistration("/etc/prometheus/targets"));
    platform.setPrometheus(prometheus);
    platform.setAllowedFolders(List.of("teams/shop"));
    platform.setHosting(Hosting.tencentCloud);
    PaasConfiguration.get().setPlatforms(List.of(platform));

    Platform read = new PaasConfiguration().named("staging").orElseThrow();

    assertEquals("https://registry.example.com", read.getRegistry().getUrl());
    assertEquals("registry", read.getRegistry().getCredentialsId());
    assertEquals("registry.example.com", read.getRegistry().authority());
    assertNull(read.getCluster().getCaCertificate());
    assertEquals("${application}-${environment}", read.getCluster().getNamespacePattern());
    assertEquals(
        "/etc/prometheus/targets",
        ((FileSdRegistration) read.getPrometheus().getRegistration()).getDirectory());
    assertEquals(List.of("teams/shop"), read.getAllowedFolders());
    assertEquals(Hosting.tencentCloud, read.getHosting());
    assertNull(read.getSpinnaker());
  }

  @Test
  public void namesAreUniqueDnsLabels() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PaasConfiguration.get().setPlatforms(List.of(new Platform("A b"))));
    IllegalArgumentException twice =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                PaasConfiguration.get()
                    .setPlatforms(List.of(new Platform("a"), new Platform("a"))));
    assertEquals("platform name 'a' stands twice", twice.getMessage());
  }

  @Test
  public void foldersGrantWhatIsInThem() {
    Platform platform = new Platform("a");
    assertTrue(platform.allows("anything"));
    platform.setAllowedFoldersText("teams/shop\n\n ops ");
    assertEquals("teams/shop\nops", new Platform.DescriptorImpl().foldersText(platform));
    assertTrue(platform.allows("teams/shop"));
    assertTrue(platform.allows("teams/shop/api/main"));
    assertTrue(platform.allows("ops/x"));
    assertFalse(platform.allows("teams/shopping"));
  }

  /** Configuration as code takes a pair of setter and getter for an attribute, and exports it. */
  @Test
  public void thePagesTextOfFoldersIsNoAttribute() {
    assertThrows(
        NoSuchMethodException.class, () -> Platform.class.getMethod("getAllowedFoldersText"));
  }

  @Test
  public void aUrlIsChecked() {
    RegistryTarget.DescriptorImpl descriptor = new RegistryTarget.DescriptorImpl();
    assertEquals(
        FormValidation.Kind.OK, descriptor.doCheckUrl("https://registry.example.com").kind);
    for (String bad : List.of("", "registry", "ftp://x", "https://u:p@x", "https://x?y=z")) {
      assertEquals(bad, FormValidation.Kind.ERROR, descriptor.doCheckUrl(bad).kind);
    }
  }
}
