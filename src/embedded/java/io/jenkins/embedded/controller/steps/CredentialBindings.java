package io.jenkins.embedded.controller.steps;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** Credentials of a build as variables: which names, which values, which of them are secret. */
final class CredentialBindings {
  private final Run<?, ?> run;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, FileCredentials> files = new LinkedHashMap<>();
  private final List<String> secrets = new ArrayList<>();

  private CredentialBindings(Run<?, ?> run) {
    this.run = run;
  }

  /**
   * @param bindings describables by symbol: string, usernamePassword, usernameColonPassword, file,
   *     and credentials, which is Declarative's and takes any kind
   */
  static CredentialBindings resolve(List<Object> bindings, Run<?, ?> run) throws AbortException {
    CredentialBindings resolved = new CredentialBindings(run);
    for (Object binding : bindings) {
      if (!(binding instanceof UninstantiatedDescribable given)) {
        throw new IllegalArgumentException(
            "withCredentials takes bindings such as string(credentialsId: …, variable: …), not "
                + binding);
      }
      resolved.bind(given.getSymbol(), given.getArguments());
    }
    return resolved;
  }

  private void bind(String symbol, Map<String, ?> arguments) throws AbortException {
    switch (symbol) {
      case "string" -> {
        String variable = take(symbol, arguments, "credentialsId", "variable").get(1);
        secret(variable, find(arguments, StringCredentials.class).getSecret().getPlainText());
      }
      case "usernamePassword" -> {
        List<String> names =
            take(symbol, arguments, "credentialsId", "usernameVariable", "passwordVariable");
        StandardUsernamePasswordCredentials found =
            find(arguments, StandardUsernamePasswordCredentials.class);
        variables.put(names.get(1), found.getUsername());
        secret(names.get(2), found.getPassword().getPlainText());
      }
      case "usernameColonPassword" -> {
        String variable = take(symbol, arguments, "credentialsId", "variable").get(1);
        pair(variable, find(arguments, StandardUsernamePasswordCredentials.class));
      }
      case "file" -> {
        String variable = take(symbol, arguments, "credentialsId", "variable").get(1);
        files.put(variable, find(arguments, FileCredentials.class));
      }
      case "credentials" -> any(String.valueOf(arguments.get("variable")), arguments);
      default ->
          throw new IllegalArgumentException(
              "The embedded controller lacks the binding '" + symbol + "'");
    }
  }

  private void any(String variable, Map<String, ?> arguments) throws AbortException {
    IdCredentials found = find(arguments, IdCredentials.class);
    if (found instanceof StringCredentials text) {
      secret(variable, text.getSecret().getPlainText());
    } else if (found instanceof StandardUsernamePasswordCredentials user) {
      pair(variable, user);
      variables.put(variable + "_USR", user.getUsername());
      secret(variable + "_PSW", user.getPassword().getPlainText());
    } else if (found instanceof FileCredentials file) {
      files.put(variable, file);
    } else {
      throw new AbortException(
          "credentials('"
              + found.getId()
              + "') cannot be used in environment: it is a "
              + found.getClass().getSimpleName());
    }
  }

  private void pair(String variable, StandardUsernamePasswordCredentials user) {
    secrets.add(user.getPassword().getPlainText());
    secret(variable, user.getUsername() + ":" + user.getPassword().getPlainText());
  }

  private void secret(String variable, String value) {
    variables.put(variable, value);
    secrets.add(value);
  }

  private static List<String> take(String symbol, Map<String, ?> arguments, String... names) {
    List<String> valid = List.of(names);
    for (String given : arguments.keySet()) {
      if (!valid.contains(given)) {
        throw new IllegalArgumentException(
            symbol + " has no argument '" + given + "'." + NearestName.hint(given, valid));
      }
    }
    List<String> values = new ArrayList<>();
    for (String name : names) {
      if (arguments.get(name) == null) {
        throw new IllegalArgumentException(symbol + " needs the argument '" + name + "'");
      }
      values.add(String.valueOf(arguments.get(name)));
    }
    return values;
  }

  private <C extends IdCredentials> C find(Map<String, ?> arguments, Class<C> type)
      throws AbortException {
    String id = String.valueOf(arguments.get("credentialsId"));
    C found = CredentialsProvider.findCredentialById(id, type, run);
    if (found == null) {
      List<String> ids =
          CredentialsProvider.lookupCredentialsInItem(type, run.getParent(), ACL.SYSTEM2, List.of())
              .stream()
              .map(IdCredentials::getId)
              .toList();
      throw new AbortException(
          "Could not find credentials entry with ID '"
              + id
              + "' of kind "
              + type.getSimpleName()
              + "."
              + NearestName.hint(id, ids));
    }
    CredentialsProvider.track(run, found);
    return found;
  }

  Map<String, String> variables() {
    return variables;
  }

  Map<String, FileCredentials> files() {
    return files;
  }

  List<String> secrets() {
    return secrets;
  }

  /** Names of all variables, for the log. */
  List<String> names() {
    List<String> names = new ArrayList<>(variables.keySet());
    names.addAll(files.keySet());
    return names.stream().map(name -> "$" + name).toList();
  }

  /** Writes the secret files, readable by their owner alone; variable to path. */
  Map<String, String> write(FilePath directory) throws IOException, InterruptedException {
    Map<String, String> paths = new LinkedHashMap<>();
    directory.mkdirs();
    directory.chmod(0700);
    for (Map.Entry<String, FileCredentials> entry : files.entrySet()) {
      FilePath file = directory.child(UUID.randomUUID() + "-" + entry.getValue().getFileName());
      file.write("", "UTF-8");
      file.chmod(0600);
      try (InputStream in = entry.getValue().getContent();
          OutputStream out = file.write()) {
        in.transferTo(out);
      }
      paths.put(entry.getKey(), file.getRemote());
    }
    return paths;
  }
}
