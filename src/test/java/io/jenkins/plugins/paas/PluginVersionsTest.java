package io.jenkins.plugins.paas;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * pom.xml tells Jenkins' plugins in three places; they are the same: what the plugin asks of a
 * controller, what profile {@code jenkins} compiles with, and what it installs for the tests.
 */
public class PluginVersionsTest {
  private static final String PROFILE = "/project/profiles/profile[id='jenkins']";
  private static final XPath PATHS = XPathFactory.newInstance().newXPath();

  private static Map<String, String> versions(Document pom, String path) throws Exception {
    NodeList found = (NodeList) PATHS.evaluate(PROFILE + path, pom, XPathConstants.NODESET);
    Map<String, String> versions = new TreeMap<>();
    for (int i = 0; i < found.getLength(); i++) {
      Element each = (Element) found.item(i);
      versions.put(
          PATHS.evaluate("artifactId", each).trim(), PATHS.evaluate("version", each).trim());
    }
    return versions;
  }

  @Test
  public void theThreeListsAgree() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    Map<String, String> compiled =
        versions(
            pom,
            "/dependencies/dependency[starts-with(groupId, 'org.jenkins') or starts-with(groupId,"
                + " 'io.jenkins') or starts-with(groupId, 'org.csanchez')]");
    Map<String, String> installed = versions(pom, "//artifactItem[type='hpi']");
    Map<String, String> asked =
        Arrays.stream(
                PATHS
                    .evaluate("/project/properties/paas.plugin.dependencies", pom)
                    .replaceAll(";resolution:=optional", "")
                    .split(","))
            .map(each -> each.trim().split(":"))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));

    assertFalse(asked.isEmpty());
    asked.forEach((name, version) -> assertEquals(name, version, compiled.get(name)));
    TreeSet<String> plugins = new TreeSet<>(compiled.keySet());
    plugins.removeIf(name -> name.startsWith("jenkins-"));
    assertEquals(plugins, installed.keySet());
  }
}
