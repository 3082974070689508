package io.jenkins.plugins.paas.kube;

/** What was asked for, in the words of roles: verb, resource, namespace, object. */
record Verb(String verb, ApiType type, String namespace, String name) {

  /** Something that is no resource, such as discovery. */
  static Verb of(String words) {
    return new Verb(words, null, "", "");
  }

  @Override
  public String toString() {
    return type == null ? verb : verb + " " + object();
  }

  /** The object alone. */
  String object() {
    return type.resource()
        + (name.isEmpty() ? "" : "/" + name)
        + (type.namespaced() && !namespace.isEmpty() ? " in namespace " + namespace : "");
  }
}
