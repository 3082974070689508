package io.jenkins.plugins.paas.delivery.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which release an environment goes back to.
 *
 * @param from what is there now, whether it works or not; {@code null} where nothing is known
 * @param to what is handed over again
 */
public record RollbackChoice(Release from, Release to) {

  /**
   * The last good release that is another than the present one, and that nobody rolled back from.
   *
   * @param history of one environment, newest first
   */
  public static Optional<RollbackChoice> last(List<Release> history) {
    if (history.isEmpty()) {
      return Optional.empty();
    }
    Release now = history.get(0);
    Set<String> bad = new HashSet<>();
    bad.add(now.content());
    for (Release release : history) {
      history.stream()
          .filter(r -> r.execution().id().equals(release.rolledBackFrom()))
          .forEach(r -> bad.add(r.content()));
    }
    return history.stream()
        .filter(Release::isGood)
        .filter(r -> !bad.contains(r.content()))
        .findFirst()
        .map(r -> new RollbackChoice(now, r));
  }

  /**
   * The release of that execution, or of that build.
   *
   * @param to an execution's id, {@code job#12}, {@code #12} or {@code 12}
   * @param job whose builds are meant where none is named
   */
  public static Optional<RollbackChoice> named(List<Release> history, String to, String job) {
    String build = to.matches("#?\\d+") ? job + "#" + to.replace("#", "") : to;
    return history.stream()
        .filter(r -> r.execution().id().equals(to) || r.build().equals(build))
        .findFirst()
        .map(r -> new RollbackChoice(history.get(0), r));
  }
}
