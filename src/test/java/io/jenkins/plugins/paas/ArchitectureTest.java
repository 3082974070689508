package io.jenkins.plugins.paas;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.Assert.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.Test;

/** The directions between the rooms, as the design has them. */
public class ArchitectureTest {

  private static final String BASE = "io.jenkins.plugins.paas.";
  private static final List<String> ROOMS =
      List.of("image", "environment", "monitoring", "logging", "delivery", "release");
  private static final String[] JENKINS = {
    "hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke.stapler..", "com.cloudbees.."
  };

  private static JavaClasses plugin;

  @BeforeClass
  public static void read() {
    plugin =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jenkins.plugins.paas");
    assertTrue("too few classes: " + plugin.size(), plugin.size() > 50);
  }

  @Test
  public void backEndsKnowNothingOfJenkins() {
    String[] backEnds = ROOMS.stream().map(r -> BASE + r + ".*..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(backEnds)
        .or()
        .resideInAnyPackage(BASE + "core..", BASE + "kube..", BASE + "platform.*..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JENKINS)
        .check(plugin);
  }

  @Test
  public void platformsBackEndsKnowCoreAndKubeAndEachOther() {
    classes()
        .that()
        .resideInAPackage(BASE + "platform.*..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("io.jenkins.plugins.paas.."))
                .or(resideInAnyPackage(BASE + "core..", BASE + "kube..", BASE + "platform.*..")))
        .check(plugin);
  }

  @Test
  public void backEndsKnowCoreAndKubeAndTheirOwnRoom() {
    for (String room : ROOMS) {
      classes()
          .that()
          .resideInAPackage(BASE + room + ".*..")
          .should()
          .onlyDependOnClassesThat(
              not(resideInAPackage("io.jenkins.plugins.paas.."))
                  .or(resideInAnyPackage(BASE + "core..", BASE + "kube..", BASE + room + ".*..")))
          .allowEmptyShould(true)
          .check(plugin);
    }
  }

  @Test
  public void facesKnowTheirOwnBackEndsAndWhatIsShared() {
    for (String room : ROOMS) {
      classes()
          .that()
          .resideInAPackage(BASE + room)
          .should()
          .onlyDependOnClassesThat(
              not(resideInAPackage("io.jenkins.plugins.paas.."))
                  .or(
                      resideInAnyPackage(
                          BASE + room + "..",
                          BASE + "step..",
                          BASE + "platform..",
                          BASE + "core..",
                          BASE + "kube..")))
          .allowEmptyShould(true)
          .check(plugin);
    }
  }

  @Test
  public void sharedRoomsKnowNoOther() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + "step..", BASE + "platform..", BASE + "core..", BASE + "kube..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOMS.stream().map(r -> BASE + r + "..").toArray(String[]::new))
        .check(plugin);
    noClasses()
        .that()
        .resideInAPackage(BASE + "step..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + "platform..")
        .check(plugin);
    noClasses()
        .that()
        .resideInAPackage(BASE + "core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + "kube..", BASE + "step..", BASE + "platform..")
        .check(plugin);
  }

  @Test
  public void thereAreNoCycles() {
    slices().matching("io.jenkins.plugins.paas.(**)").should().beFreeOfCycles().check(plugin);
  }

  @Test
  public void thePluginKnowsNothingOfTheEmbeddedRootOrTests() {
    noClasses()
        .that()
        .resideInAPackage("io.jenkins.plugins.paas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jenkins.embedded..", "org.jvnet.hudson.test..", "org.junit..")
        .check(plugin);
  }
}
