package io.jenkins.plugins.paas;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Descriptor;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What can be known of the pages without rendering them: every file is well-formed and escapes,
 * every field is bound both ways and has help, every argument has help.
 */
public class PagesTest {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Set<String> NAMESPACES =
      Set.of("jelly:core", "jelly:stapler", "/lib/form", "/lib/layout", "/lib/credentials");

  @Test
  public void everyPageIsWellFormedAndEscapes() throws Exception {
    List<Path> pages = files(".jelly");
    assertTrue("no pages found", pages.size() > 5);
    for (Path page : pages) {
      String text = Files.readString(page);
      assertTrue(page.toString(), text.startsWith("<?jelly escape-by-default='true'?>"));
      for (Element element : elements(page)) {
        if (element.getPrefix() != null) {
          assertTrue(
              page + ": " + element.getNamespaceURI(),
              NAMESPACES.contains(element.getNamespaceURI()));
        }
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
          String name = element.getAttributes().item(i).getNodeName();
          assertTrue(page + " has an inline handler", !name.startsWith("on"));
        }
        assertTrue(page + " has an inline script", !element.getNodeName().equals("script"));
      }
    }
  }

  @Test
  public void everyFieldIsBoundBothWaysAndHasHelp() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Path page : files("config.jelly")) {
      Class<?> type = typeOf(page.getParent());
      Set<String> bound = bound(type);
      for (Element element : elements(page)) {
        String field = element.getAttribute("field");
        if (field.isEmpty()) {
          continue;
        }
        if (!bound.contains(field)) {
          wrong.add(page + ": " + field + " is bound by no constructor and no setter");
        }
        if (!readable(type, field)) {
          wrong.add(page + ": " + field + " has no getter");
        }
        if (!hasHelp(type, field)) {
          wrong.add(page + ": " + field + " has no help file");
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  public void everyArgumentOfAStepHasAFieldAndHelp() throws Exception {
    List<String> wrong = new ArrayList<>();
    int steps = 0;
    for (Path source : sources()) {
      Class<?> type = Class.forName(className(source), false, getClass().getClassLoader());
      if (!org.jenkinsci.plugins.workflow.steps.Step.class.isAssignableFrom(type)
          || Modifier.isAbstract(type.getModifiers())) {
        continue;
      }
      steps++;
      Path page = directoryOf(type).resolve("config.jelly");
      if (!Files.exists(page)) {
        wrong.add(type.getSimpleName() + " has no config.jelly");
        continue;
      }
      if (!Files.exists(directoryOf(type).resolve("help.html"))) {
        wrong.add(type.getSimpleName() + " has no help.html");
      }
      Set<String> fields = new TreeSet<>();
      elements(page).forEach(e -> fields.add(e.getAttribute("field")));
      for (String argument : bound(type)) {
        if (!hasHelp(type, argument)) {
          wrong.add(type.getSimpleName() + "." + argument + " has no help file");
        }
        if (!fields.contains(argument)) {
          wrong.add(type.getSimpleName() + "." + argument + " is not on the page");
        }
      }
    }
    assertTrue("no steps found", steps > 0);
    assertEquals(List.of(), wrong);
  }

  @Test
  public void everyDescriptorsCheckNamesAField() throws Exception {
    for (Path source : sources()) {
      Class<?> type = Class.forName(className(source), false, getClass().getClassLoader());
      for (Class<?> nested : type.getDeclaredClasses()) {
        if (!Descriptor.class.isAssignableFrom(nested)) {
          continue;
        }
        Set<String> bound = bound(type);
        for (Method method : nested.getDeclaredMethods()) {
          String name = method.getName();
          if (name.startsWith("doCheck")) {
            String field = Character.toLowerCase(name.charAt(7)) + name.substring(8);
            assertTrue(method + " checks no field", bound.contains(field));
          }
        }
      }
    }
  }

  private static Set<String> bound(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
        for (Parameter parameter : constructor.getParameters()) {
          names.add(parameter.getName());
        }
      }
    }
    for (Method method : type.getMethods()) {
      if (method.isAnnotationPresent(DataBoundSetter.class)) {
        names.add(
            Character.toLowerCase(method.getName().charAt(3)) + method.getName().substring(4));
      }
    }
    return names;
  }

  private static boolean readable(Class<?> type, String field) {
    String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
    return Stream.of(type.getMethods())
        .anyMatch(m -> m.getName().equals("get" + name) || m.getName().equals("is" + name));
  }

  private static boolean hasHelp(Class<?> type, String field) {
    for (Class<?> t = type; t != null; t = t.getSuperclass()) {
      if (Files.exists(directoryOf(t).resolve("help-" + field + ".html"))) {
        return true;
      }
    }
    return false;
  }

  private static Path directoryOf(Class<?> type) {
    return RESOURCES.resolve(type.getName().replace('.', '/').replace('$', '/'));
  }

  private static Class<?> typeOf(Path directory) throws ClassNotFoundException {
    return Class.forName(RESOURCES.relativize(directory).toString().replace('/', '.'));
  }

  private static String className(Path source) {
    String path = Path.of("src/main/java").relativize(source).toString();
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      return all.filter(p -> p.toString().endsWith(".java"))
          .filter(p -> !p.endsWith("package-info.java"))
          .toList();
    }
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(RESOURCES)) {
      return all.filter(p -> p.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<Element> elements(Path page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(page.toFile());
    NodeList nodes = document.getElementsByTagName("*");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      elements.add(element);
      if (element.getLocalName().equals("include") && element.hasAttribute("class")) {
        elements.addAll(included(page.getParent(), element.getAttribute("page")));
      }
    }
    return elements;
  }

  /** A page of the class or of one above it. */
  private static List<Element> included(Path directory, String page) throws Exception {
    for (Class<?> t = typeOf(directory); t != null; t = t.getSuperclass()) {
      if (Files.exists(directoryOf(t).resolve(page))) {
        return elements(directoryOf(t).resolve(page));
      }
    }
    throw new AssertionError(directory + " includes " + page + ", which is nowhere");
  }
}
