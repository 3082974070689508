package io.jenkins.plugins.paas;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import hudson.security.Permission;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.testing.PermissionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** SECURITY.md says what the code does: each step's permission, and tests that exist. */
public class SecurityDocumentTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Test
  public void everyStepIsInTheTable() throws Exception {
    Set<String> ours = new TreeSet<>();
    for (StepDescriptor step : ExtensionList.lookup(StepDescriptor.class)) {
      if (step.getClass().getName().startsWith("io.jenkins.plugins.paas.")) {
        ours.add(step.getFunctionName());
      }
    }
    ours.removeIf(name -> name.startsWith("probe"));
    assertEquals(ours, PermissionTable.read().keySet());
  }

  /** What each room asks for, by its sources: a genuine controller shows that it is enforced. */
  @Test
  public void theTableIsWhatTheRoomsAskFor() throws Exception {
    Map<String, Set<String>> asked = new TreeMap<>();
    Pattern use = Pattern.compile("PaasPermissions\\.(VIEW|PROVISION|DESTROY|DEPLOY)");
    for (String room : Set.of("image", "environment", "monitoring", "logging", "delivery")) {
      Path directory = Path.of("src/main/java/io/jenkins/plugins/paas", room);
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher found = use.matcher(Files.readString(file));
          while (found.find()) {
            asked.computeIfAbsent(room, r -> new TreeSet<>()).add(found.group(1));
          }
        }
      }
    }
    assertEquals(Set.of("PROVISION"), asked.get("image"));
    assertEquals(Set.of("DESTROY", "PROVISION", "VIEW"), asked.get("environment"));
    assertEquals(Set.of("PROVISION"), asked.get("logging"));
    assertTrue(asked.get("delivery").contains("DEPLOY"));
    assertEquals(
        Set.of("View", "Provision", "Destroy", "Deploy"),
        Stream.of(
                PaasPermissions.VIEW,
                PaasPermissions.PROVISION,
                PaasPermissions.DESTROY,
                PaasPermissions.DEPLOY)
            .map((Permission p) -> p.name)
            .collect(Collectors.toSet()));
  }

  @Test
  public void everyTestThatItNamesIsThere() throws IOException {
    Set<String> there = new TreeSet<>();
    for (String root : Set.of("src/test/java", "src/jenkins/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.forEach(f -> there.add(f.getFileName().toString().replace(".java", "")));
      }
    }
    Set<String> named = new TreeSet<>();
    Matcher test =
        Pattern.compile("`(\\w+Test)`").matcher(Files.readString(Path.of("SECURITY.md")));
    while (test.find()) {
      named.add(test.group(1));
    }
    assertTrue("tests are named", named.size() > 8);
    named.removeAll(there);
    assertEquals(Set.of(), named);
  }
}
