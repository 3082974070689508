package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.kube.KubeTransport.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All objects of a kind, page by page. */
final class ObjectPages {

  private static final int PAGE = 500;
  private static final int MAX_OBJECTS = 20_000;
  private static final int ROUNDS = 3;
  private static final int EXPIRED = 410;

  private final KubeAccess access;
  private final KubeTransport transport;
  private final ApiType type;
  private final String namespace;
  private final Map<String, String> selectors;
  private final int page;
  private final Verb verb;

  /**
   * @param namespace "" for all namespaces
   */
  ObjectPages(
      KubeAccess access,
      KubeTransport transport,
      ApiType type,
      String namespace,
      Map<String, String> selectors) {
    this(access, transport, type, namespace, selectors, PAGE);
  }

  /**
   * @param page how many objects an answer may have
   */
  ObjectPages(
      KubeAccess access,
      KubeTransport transport,
      ApiType type,
      String namespace,
      Map<String, String> selectors,
      int page) {
    this.page = page;
    this.access = access;
    this.transport = transport;
    this.type = type;
    this.namespace = namespace;
    this.selectors = selectors;
    this.verb = new Verb("list", type, namespace, "");
  }

  /**
   * Everything at once.
   *
   * @throws KubeFailure also when there are more than 20,000
   */
  List<KubeObject> all() throws KubeFailure, InterruptedException {
    for (int round = 1; ; round++) {
      List<KubeObject> objects = new ArrayList<>();
      try {
        read(objects::add, MAX_OBJECTS);
        return objects;
      } catch (KubeFailure e) {
        again(e, round);
      }
    }
  }

  /** One after the other, however many; when pages expire, from the beginning again. */
  void each(Consumer<KubeObject> seen) throws KubeFailure, InterruptedException {
    for (int round = 1; ; round++) {
      try {
        read(seen, Integer.MAX_VALUE);
        return;
      } catch (KubeFailure e) {
        again(e, round);
      }
    }
  }

  // what the next page would show was compacted away meanwhile
  private static void again(KubeFailure e, int round) throws KubeFailure {
    if (e.status() != EXPIRED || round == ROUNDS) {
      throw e;
    }
  }

  private void read(Consumer<KubeObject> seen, int most) throws KubeFailure, InterruptedException {
    String next = "";
    int count = 0;
    do {
      Map<String, String> query = new TreeMap<>(selectors);
      query.put("limit", String.valueOf(page));
      query.put("continue", next);
      Answer answer = transport.send(verb, "GET", type.path(namespace), query, null, null);
      KubeObject list = new KubeObject(KubeTransport.tree(verb.toString(), answer.body()));
      for (Map<String, Object> item : list.maps("items")) {
        // items of a list do not repeat their kind
        item.put("apiVersion", type.apiVersion());
        item.put("kind", type.kind());
        if (++count > most) {
          throw new KubeFailure(
              KubeFailure.Kind.INVALID,
              0,
              access.endpoint().baseUri() + ": there are more than " + most + " to " + verb,
              null);
        }
        seen.accept(new KubeObject(item));
      }
      next = list.text("metadata", "continue");
    } while (!next.isEmpty());
  }
}
