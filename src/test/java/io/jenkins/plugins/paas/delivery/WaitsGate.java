package io.jenkins.plugins.paas.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The Gate of {@link WaitsBench}, in a process of its own. Says its address; answers each line with
 * the number of requests so far; ends with its input. Argument: seconds that an execution takes.
 */
public final class WaitsGate {

  static final String TOKEN = "run-token";

  private WaitsGate() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedGate gate = new EmbeddedGate(null, null, TOKEN);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      gate.application("shop", "shop@example.com");
      gate.pipeline(
          new ObjectMapper()
              .readTree(
                  "{\"application\":\"shop\",\"name\":\"p\",\"stages\":[{\"type\":\"wait\","
                      + "\"name\":\"Wait\",\"refId\":\"1\",\"waitTime\":"
                      + arguments[0]
                      + "}]}"));
      System.out.println(gate.uri());
      while (in.readLine() != null) {
        System.out.println(gate.requestsServed());
      }
    }
  }
}
