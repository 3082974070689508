package io.jenkins.plugins.paas;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.access.AccessDeniedException;

/** Every method that a browser can call on a descriptor: by POST alone, and not by anyone. */
public class WebMethodsTest {

  /** They answer without a word about what exists, as the credentials plugin asks for. */
  private static final Pattern BLAND =
      Pattern.compile("doFill[A-Za-z]*redentialsIdItems|doCheck[A-Za-z]*redentialsId");

  /** They read, and each checks its permission: SECURITY.md lists them. */
  private static final Set<String> READERS = Set.of("TargetsAction.doSd", "ReadinessPage.doReport");

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Before
  public void anonymousMayNothing() {
    var strategy = new FullControlOnceLoggedInAuthorizationStrategy();
    strategy.setAllowAnonymousRead(false);
    rule.jenkins.setAuthorizationStrategy(strategy);
  }

  @Test
  public void everyOneIsPostOnly() {
    Set<String> wrong = new TreeSet<>();
    List<Method> all = new ArrayList<>();
    for (Descriptor<?> descriptor : descriptors()) {
      for (Method method : webMethods(descriptor)) {
        all.add(method);
        if (!method.isAnnotationPresent(POST.class)) {
          wrong.add(method.toString());
        }
      }
    }
    assertTrue("no web methods found", all.size() > 5);
    assertEquals(Set.of(), wrong);
  }

  @Test
  public void anonymousIsRefusedOrLearnsNothing() throws Exception {
    Set<String> wrong = new TreeSet<>();
    try (ACLContext ignored = ACL.as2(Jenkins.ANONYMOUS2)) {
      for (Descriptor<?> descriptor : descriptors()) {
        for (Method method : webMethods(descriptor)) {
          // no item, no text: what a request without parameters would pass
          Object[] arguments = new Object[method.getParameterCount()];
          try {
            Object answer = method.invoke(descriptor, arguments);
            if (!BLAND.matcher(method.getName()).matches() || !saysNothing(answer)) {
              wrong.add(method + " answered " + answer);
            }
          } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof AccessDeniedException)) {
              wrong.add(method + " failed otherwise: " + e.getCause());
            }
          }
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  /** Actions, links and pages as well: whatever Stapler can reach by a name of ours. */
  @Test
  public void noClassAnswersGetButTheDocumentedReaders() throws Exception {
    Set<String> wrong = new TreeSet<>();
    Set<String> readers = new TreeSet<>();
    int methods = 0;
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source :
          sources.filter(p -> p.toString().matches(".*/[A-Z]\\w*\\.java")).toList()) {
        String name =
            Path.of("src/main/java").relativize(source).toString().replaceAll("\\.java$", "");
        Class<?> type = Class.forName(name.replace('/', '.'), false, getClass().getClassLoader());
        for (Method method : webMethods(type)) {
          methods++;
          if (method.isAnnotationPresent(GET.class)) {
            readers.add(type.getSimpleName() + "." + method.getName());
          } else if (!method.isAnnotationPresent(POST.class)) {
            wrong.add(method.toString());
          }
        }
      }
    }
    assertTrue("no web methods found", methods > 20);
    assertEquals(Set.of(), wrong);
    assertEquals(READERS, readers);
  }

  private static List<Method> webMethods(Class<?> type) {
    List<Method> found = new ArrayList<>();
    for (Class<?> each : type.getDeclaredClasses()) {
      found.addAll(webMethods(each));
    }
    for (Method method : type.getDeclaredMethods()) {
      boolean reachable = Modifier.isPublic(method.getModifiers()) && !method.isBridge();
      if (reachable && method.getName().matches("do[A-Z].*")) {
        found.add(method);
      }
    }
    return found;
  }

  /** No choice but "none", or no word. */
  private static boolean saysNothing(Object answer) {
    return answer instanceof ListBoxModel choices
        ? choices.stream().allMatch(each -> each.value.isEmpty())
        : ((FormValidation) answer).kind == FormValidation.Kind.OK;
  }

  private static List<Descriptor<?>> descriptors() {
    List<Descriptor<?>> ours = new ArrayList<>();
    for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
      if (descriptor.getClass().getName().startsWith("io.jenkins.plugins.paas.")) {
        ours.add(descriptor);
      }
    }
    return ours;
  }

  private static List<Method> webMethods(Descriptor<?> descriptor) {
    List<Method> found = new ArrayList<>();
    for (Method method : descriptor.getClass().getMethods()) {
      if (method.getName().matches("do[A-Z].*")
          && method.getDeclaringClass().getName().startsWith("io.jenkins.plugins.paas.")) {
        found.add(method);
      }
    }
    return found;
  }
}
