package io.jenkins.plugins.paas.environment.plan;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What an environment was told to be at one time, kept in its namespace as a secret: its objects
 * may hold secrets themselves.
 *
 * @param number from 1
 * @param objects without the namespace; empty where they were too large to keep
 * @param refs of the objects, and of what was added when claims were bound
 */
record Revision(int number, List<KubeObject> objects, Set<ObjectRef> refs) {

  static final String LABEL = "paas.jenkins.io/revision";
  static final String TYPE = "paas.jenkins.io/revision";

  /** A secret may have 1 MiB, with all that belongs to it. */
  private static final int MOST_BYTES = 900_000;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  static Revision of(int number, List<KubeObject> objects) {
    Set<ObjectRef> refs = new LinkedHashSet<>();
    objects.forEach(object -> refs.add(object.ref()));
    return new Revision(number, objects, refs);
  }

  Revision with(List<ObjectRef> more) {
    Set<ObjectRef> all = new LinkedHashSet<>(refs);
    all.addAll(more);
    return new Revision(number, objects, all);
  }

  boolean saysTheSameAs(Revision other) {
    return !objects.isEmpty() && text(objects).equals(text(other.objects));
  }

  static String secretName(int number) {
    return "paas-revision-" + number;
  }

  ObjectRef ref(String namespace) {
    return new ObjectRef("v1", "Secret", namespace, secretName(number));
  }

  KubeObject secret(EnvironmentName name, Ownership.Maker maker) {
    KubeObject secret = new KubeObject(new LinkedHashMap<>());
    secret.tree().put("apiVersion", "v1");
    secret.tree().put("kind", "Secret");
    secret.tree().put("type", TYPE);
    secret.ensure("metadata").put("name", secretName(number));
    secret.ensure("metadata").put("namespace", name.namespace());
    Ownership.mark(secret, name);
    secret.ensure("metadata", "labels").put(LABEL, String.valueOf(number));
    secret.ensure("metadata", "annotations").putAll(maker.annotations());
    String kept = packed(text(objects));
    secret.ensure("data").put("objects", kept.length() > MOST_BYTES ? packed("[]") : kept);
    List<List<String>> names = new ArrayList<>();
    refs.forEach(r -> names.add(List.of(r.apiVersion(), r.kind(), r.namespace(), r.name())));
    secret.ensure("data").put("refs", packed(json(names)));
    return secret;
  }

  static Revision read(KubeObject secret) {
    try {
      List<KubeObject> objects = new ArrayList<>();
      JSON.readValue(
              unpacked(secret.text("data", "objects")),
              new TypeReference<List<Map<String, Object>>>() {})
          .forEach(tree -> objects.add(new KubeObject(tree)));
      Set<ObjectRef> refs = new LinkedHashSet<>();
      JSON.readValue(
              unpacked(secret.text("data", "refs")), new TypeReference<List<List<String>>>() {})
          .forEach(r -> refs.add(new ObjectRef(r.get(0), r.get(1), r.get(2), r.get(3))));
      return new Revision(
          Integer.parseInt(secret.text("metadata", "labels", LABEL)), objects, refs);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("Secret/" + secret.name() + " is no revision: " + e, e);
    }
  }

  private static String text(List<KubeObject> objects) {
    return json(objects.stream().map(KubeObject::tree).toList());
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static byte[] unpacked(String data) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(data);
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }
}
