package io.jenkins.plugins.paas.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Looks whether a secret got somewhere, in any of the forms that it travels in. */
public final class Canaries {

  private Canaries() {}

  /** The secret, and how it looks in headers and Secret objects; with a user in Basic too. */
  public static List<String> forms(String user, String secret) {
    List<String> forms = new ArrayList<>(List.of(secret, base64(secret)));
    if (user != null) {
      forms.add(base64(user + ":" + secret));
    }
    return forms;
  }

  /** Files beneath that have one of them. */
  public static List<String> in(Path directory, List<String> forms) throws IOException {
    List<String> found = new ArrayList<>();
    if (!Files.exists(directory)) {
      return found;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String form : forms) {
          if (text.contains(form)) {
            found.add(directory.relativize(file) + " has " + form);
          }
        }
      }
    }
    return found;
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
