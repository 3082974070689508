package net.sf.json;

import java.util.Map;

/** A form as a browser sent it. The embedded controller serves no pages, so nothing sends one. */
public final class JSONObject {
  private final Map<String, Object> content = Map.of();

  public JSONObject() {}

  public boolean has(String key) {
    return content.containsKey(key);
  }
}
