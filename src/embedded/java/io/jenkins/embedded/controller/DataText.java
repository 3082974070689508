package io.jenkins.embedded.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import hudson.AbortException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** YAML and JSON as plain maps, lists and values; nothing in a text names a type. */
public final class DataText {
  private static final int MAX_CODE_POINTS = 10 << 20;

  private DataText() {}

  /** The one document, or a list of all where there are several; null for none. */
  public static Object readYaml(String text, String source) throws AbortException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CODE_POINTS);
    List<Object> documents = new ArrayList<>();
    try {
      new Yaml(new SafeConstructor(options)).loadAll(text).forEach(documents::add);
    } catch (YAMLException e) {
      throw new AbortException(source + " is no YAML: " + e.getMessage());
    }
    return documents.isEmpty() ? null : documents.size() == 1 ? documents.get(0) : documents;
  }

  public static Object readJson(String text, String source) throws AbortException {
    try {
      return new ObjectMapper().readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new AbortException(source + " is no JSON: " + e.getOriginalMessage());
    }
  }

  public static String writeJson(Object value, boolean indented) throws AbortException {
    try {
      return new ObjectMapper()
          .configure(SerializationFeature.INDENT_OUTPUT, indented)
          .writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AbortException("this cannot be written as JSON: " + e.getOriginalMessage());
    }
  }
}
