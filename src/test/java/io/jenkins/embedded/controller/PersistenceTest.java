package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import com.thoughtworks.xstream.XStreamException;
import com.thoughtworks.xstream.security.ForbiddenClassException;
import hudson.XmlFile;
import hudson.model.Result;
import hudson.util.Secret;
import hudson.util.XStream2;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.GlobalConfiguration;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class PersistenceTest {
  @Rule public final JenkinsRule j = new JenkinsRule();

  @Test
  public void settingsAreReadBackWithTheirSecrets() throws Exception {
    Settings settings = new Settings();
    settings.name = "a";
    settings.secret = Secret.fromString("s3cret");
    settings.map.put("k", new ArrayList<>(List.of(1L, true)));
    settings.result = Result.UNSTABLE;
    settings.save();

    File file = new File(j.jenkins.getRootDir(), Settings.class.getName() + ".xml");
    assertFalse(Files.readString(file.toPath()).contains("s3cret"));
    Settings read = new Settings();
    assertEquals("a", read.name);
    assertEquals("s3cret", read.secret.getPlainText());
    assertEquals(List.of(1L, true), read.map.get("k"));
    assertEquals(Result.UNSTABLE, read.result);
    assertEquals(1, file.getParentFile().list((d, n) -> n.startsWith(file.getName())).length);
  }

  @Test
  public void immutableCollectionsAreRefused() {
    XStream2 xs = new XStream2();
    assertThrows(XStreamException.class, () -> xs.fromXML(xs.toXML(Map.of("a", "b"))));
    assertThrows(ForbiddenClassException.class, () -> xs.fromXML("<java.lang.ProcessBuilder/>"));
  }

  @Test
  public void brokenFileNamesItself() throws Exception {
    File file = new File(j.jenkins.getRootDir(), "broken.xml");
    Files.writeString(file.toPath(), "<a><b></a>");
    Exception e = assertThrows(IOException.class, () -> new XmlFile(file).read());
    assertEquals("cannot read " + file, e.getMessage().split(":")[0]);
  }

  @Test
  public void secretOfAnotherControllerIsNoSecretHere() {
    String encrypted = Secret.fromString("x").getEncryptedValue();
    assertEquals("x", Secret.decrypt(encrypted).getPlainText());
    assertNull(Secret.decrypt("{" + "A".repeat(44) + "}"));
    assertNull(Secret.decrypt("x"));
  }

  private static final class Settings extends GlobalConfiguration {
    private String name;
    private Secret secret;
    private Result result;
    private final Map<String, Object> map = new LinkedHashMap<>();

    Settings() {
      load();
    }
  }
}
