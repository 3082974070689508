package io.jenkins.plugins.paas.environment.claim;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The templates that there are: the suite's own, and those that others add. Immutable. */
public final class ClaimTemplates {

  /** The suite's own, each a resource beside this class. */
  public static final List<String> BUNDLED =
      List.of("postgres", "mysql", "redis", "kafka", "rabbitmq", "mongodb", "bucket", "volume");

  private final Map<String, ClaimTemplate> byName;

  private ClaimTemplates(Map<String, ClaimTemplate> byName) {
    this.byName = byName;
  }

  /** The suite's own templates. */
  public static ClaimTemplates bundled() {
    return Bundled.TEMPLATES;
  }

  /**
   * These and one more, which takes the place of one of the same name.
   *
   * @param name that the template must have
   * @param source names the text in messages
   * @throws ClaimFailure when the text is no such template
   */
  public ClaimTemplates with(String name, String yaml, String source) throws ClaimFailure {
    Map<String, ClaimTemplate> more = new LinkedHashMap<>(byName);
    ClaimTemplate template = read(yaml, source);
    if (!template.name().equals(name)) {
      throw new ClaimFailure(
          source + ": its definition is of template '" + template.name() + "', not '" + name + "'");
    }
    more.put(template.name(), template);
    return new ClaimTemplates(more);
  }

  /**
   * These and one more of a repository, which may not stand in for any that is there and makes
   * nothing outside the environment's namespace unless the platform allows that.
   *
   * @param source names the text in messages
   * @throws ClaimFailure when the text is no template, or its name is taken
   */
  public ClaimTemplates withOwn(String yaml, String source, boolean outside) throws ClaimFailure {
    ClaimTemplate template = read(yaml, source);
    if (byName.containsKey(template.name())) {
      throw new ClaimFailure(
          source
              + ": a template '"
              + template.name()
              + "' is there already, and how its claims are met is the platform's affair. Give the"
              + " template a name of its own.");
    }
    Map<String, ClaimTemplate> more = new LinkedHashMap<>(byName);
    more.put(template.name(), outside ? template : template.inside());
    return new ClaimTemplates(more);
  }

  public List<String> names() {
    return new ArrayList<>(byName.keySet());
  }

  /**
   * The template.
   *
   * @throws ClaimFailure with the nearest name
   */
  public ClaimTemplate require(String name) throws ClaimFailure {
    ClaimTemplate found = byName.get(name);
    if (found == null) {
      throw new ClaimFailure(
          "claims: there is no template '" + name + "'." + NearestName.hint(name, byName.keySet()));
    }
    return found;
  }

  private static ClaimTemplate read(String yaml, String source) throws ClaimFailure {
    try {
      Map<String, Object> tree = YamlText.parse(yaml, source);
      Bundled.SCHEMA.check(tree, source);
      return ClaimTemplate.of(tree);
    } catch (YamlFailure e) {
      throw new ClaimFailure(e.getMessage(), e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ClaimTemplates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read at first use. */
  private static final class Bundled {
    static final SettingsSchema SCHEMA = schema();
    static final ClaimTemplates TEMPLATES = templates();

    private static SettingsSchema schema() {
      try {
        return new SettingsSchema(
            new ObjectMapper().readTree(resource("claim-template.schema.json")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static ClaimTemplates templates() {
      try {
        Map<String, ClaimTemplate> templates = new LinkedHashMap<>();
        for (String name : BUNDLED) {
          templates.put(name, read(resource(name + ".yaml"), name + ".yaml"));
        }
        return new ClaimTemplates(templates);
      } catch (ClaimFailure e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
