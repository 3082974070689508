package hudson.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which builds had a file, known by its hash. Embedded, it lasts as long as the controller. */
public class Fingerprint {
  private final String fileName;
  private final String hash;
  private final Map<String, TreeSet<Integer>> usages = new TreeMap<>();

  Fingerprint(String fileName, String hash) {
    this.fileName = fileName;
    this.hash = hash;
  }

  public String getFileName() {
    return fileName;
  }

  /** 32 hexadecimal digits. */
  public String getHashString() {
    return hash;
  }

  /** Full names. */
  public synchronized List<String> getJobs() {
    return new ArrayList<>(usages.keySet());
  }

  public synchronized void addFor(Run<?, ?> b) throws IOException {
    usages.computeIfAbsent(b.getParent().getFullName(), name -> new TreeSet<>()).add(b.getNumber());
  }
}
