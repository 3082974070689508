package io.jenkins.plugins.paas.kube;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a container has written since the last look. Outlives a restart of the controller: it
 * remembers the time of the last line alone. To be used by one thread at a time.
 */
public final class PodLogTail implements Serializable {

  private static final long serialVersionUID = 1L;

  /** More than that within a second is cut off. */
  private static final int MAX_BYTES = 4 << 20;

  private final ObjectRef pod;
  private final String container;
  private Instant last = Instant.EPOCH;

  public PodLogTail(ObjectRef pod, String container) {
    this.pod = Objects.requireNonNull(pod);
    this.container = Objects.requireNonNull(container);
  }

  /** New whole lines, without their times; none where there is no log yet. */
  public List<String> more(KubeSession session) throws KubeFailure, InterruptedException {
    Map<String, String> query = new TreeMap<>();
    query.put("container", container);
    query.put("timestamps", "true");
    query.put("limitBytes", String.valueOf(MAX_BYTES));
    if (last.isAfter(Instant.EPOCH)) {
      query.put("sinceTime", last.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    String text = session.log(pod.namespace(), pod.name(), query);
    List<String> lines = new ArrayList<>();
    Instant newest = last;
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.split("\n")) {
      int space = line.indexOf(' ');
      Instant written = space < 0 ? null : time(line.substring(0, space));
      if (written != null && written.isAfter(last)) {
        lines.add(line.substring(space + 1));
        newest = written.isAfter(newest) ? written : newest;
      }
    }
    last = newest;
    return lines;
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null; // no line of the container: kubelet's own words on a log that rotated away
    }
  }
}
