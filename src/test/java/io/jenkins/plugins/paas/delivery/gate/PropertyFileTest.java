package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.Test;

/** Facts survive each format; names are names. */
public class PropertyFileTest {

  private static final Map<String, String> FACTS = new LinkedHashMap<>();

  static {
    FACTS.put("version", "1.4");
    FACTS.put("image", "registry:5000/shop/api@sha256:" + "a".repeat(64));
    FACTS.put("a key: with #signs!", " leading, = and \\ back\nslash, grüß");
  }

  @Test
  public void factsComeBackFromEveryFormat() throws Exception {
    Properties read = new Properties();
    String properties = PropertyFile.text("spinnaker.properties", FACTS);
    read.load(new StringReader(properties));
    assertEquals(FACTS, read);
    assertEquals("version=1.4", properties.lines().findFirst().orElseThrow());
    assertEquals(properties, PropertyFile.text("other", FACTS));
    assertEquals(FACTS, YamlText.parse(PropertyFile.text("facts.YML", FACTS), "facts.yml"));
    assertEquals(
        FACTS, new ObjectMapper().readValue(PropertyFile.text("facts.json", FACTS), Map.class));
  }

  @Test
  public void nothingIsNoFileAndAPathIsNoName() {
    assertThrows(IllegalArgumentException.class, () -> PropertyFile.text("a.properties", Map.of()));
    for (String path : new String[] {"a/b.json", "..\\b", " a", ""}) {
      assertThrows(path, IllegalArgumentException.class, () -> PropertyFile.name(path));
    }
  }
}
