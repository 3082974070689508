package io.jenkins.plugins.paas.step;

import static org.junit.Assert.assertEquals;

import hudson.util.XStream2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.junit.Test;

/** Results live in builds and in suspended Pipelines: both must give back what was put in. */
public class ResultsTest {

  private static final Set<Class<?>> FIELDS =
      Set.of(String.class, long.class, boolean.class, ArrayList.class, LinkedHashMap.class);

  private static final List<Serializable> ALL =
      List.of(
          new ImageResult(
              "r/a@sha256:1", "sha256:1", List.of("1"), "m", 7, List.of("sha256:2"), "jib", 9),
          new EnvironmentResult(
              "ns",
              null,
              List.of(new ObjectResult("Deployment", "api", "ns", "created")),
              Map.of("db", "host"),
              null),
          new MonitoringResult(
              List.of(new TargetResult("http://x", "up", "2026-01-01T00:00:00Z", "")),
              List.of("r")),
          new SloResult(false, "broken", List.of(Map.of("value", "1", "satisfied", false))),
          new LoggingResult("logs-a", "i", "d", 12, null),
          new LogGateResult(false, 3, List.of(Map.of("message", "m", "count", 3L))),
          new PipelineResult("id", true, "+a"),
          new CheckResult("Cluster", "Nodes", "degraded", true, "2 of 3", "look", 4),
          new LockInResult("Storage", "disks", "AWS", "class", 3, "3 claims", "Ceph", "volumes"),
          new ReadinessReport(
              "staging",
              "degraded",
              "2026-01-01T00:00:00Z",
              List.of(new CheckResult("Cluster", "Nodes", "ready", true, "3", "", 4)),
              List.of(new LockInResult("Nodes", "own", "", "id", 0, "", "", "")),
              7),
          new DeploymentResult(
              "01",
              "SUCCEEDED",
              null,
              List.of(new StageResult("s", "wait", "SUCCEEDED", 5)),
              Map.of("k", "v"),
              List.of(Map.of("type", "docker/image"))));

  @Test
  public void javaSerialisationGivesThemBack() throws Exception {
    for (Serializable result : ALL) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(result);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertSame(result, in.readObject());
      }
    }
  }

  @Test
  public void xstreamGivesThemBack() throws Exception {
    XStream2 xstream = new XStream2();
    for (Serializable result : ALL) {
      assertSame(result, xstream.fromXML(xstream.toXML(result)));
    }
  }

  @Test
  public void fieldsAreOfKindsThatBuildRecordsMayHold() {
    for (Serializable result : ALL) {
      for (Field field : result.getClass().getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          assertEquals(field.toString(), true, FIELDS.contains(field.getType()));
        }
      }
    }
  }

  @Test
  public void gettersMayBeCalledFromTheSandbox() {
    for (Serializable result : ALL) {
      for (Method method : result.getClass().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
          assertEquals(method.toString(), true, method.isAnnotationPresent(Whitelisted.class));
        }
      }
    }
  }

  @Test
  public void gettersAreDeclaredByNoInterface() {
    // script-security judges a call by the interface's method, whose mark is missing
    for (Serializable result : ALL) {
      for (Class<?> type : result.getClass().getInterfaces()) {
        for (Method method : type.getMethods()) {
          assertEquals(method.toString(), false, method.getName().startsWith("get"));
        }
      }
    }
  }

  private static void assertSame(Object expected, Object actual) throws Exception {
    assertEquals(expected.getClass(), actual.getClass());
    for (Method method : expected.getClass().getDeclaredMethods()) {
      if (method.isAnnotationPresent(Whitelisted.class) && method.getParameterCount() == 0) {
        assertEquals(
            method.toString(),
            String.valueOf(method.invoke(expected)),
            String.valueOf(method.invoke(actual)));
      }
    }
  }
}
