package io.jenkins.embedded.platform.shipper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container's log file, {@code <namespace>_<pod>_<container>.log}, or {@code .previous} of the
 * container before it.
 *
 * @param key names the file itself, whatever it is called: a restart renames it
 */
record TailedFile(Path path, String key, String namespace, String pod, String container) {

  /** One line, and where the next one begins. */
  record Line(String text, long offset, long end) {}

  /** The file, or empty for one of another name or one that is gone. */
  static Optional<TailedFile> of(Path path) throws IOException {
    String name = path.getFileName().toString().replaceFirst("\\.(log|previous)$", "");
    String[] parts = name.split("_", 3);
    if (parts.length != 3 || name.equals(path.getFileName().toString())) {
      return Optional.empty();
    }
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    String key = attributes.fileKey() + "@" + attributes.creationTime().toMillis();
    return Optional.of(new TailedFile(path, key, parts[0], parts[1], parts[2]));
  }

  /**
   * Complete lines from an offset on; a line over the bound is cut there.
   *
   * @param maxBytes how much to read at once
   */
  List<Line> read(long offset, int maxBytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(maxBytes);
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      channel.position(offset);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        continue;
      }
    }
    List<Line> lines = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < buffer.position(); i++) {
      if (buffer.get(i) == '\n') {
        lines.add(line(buffer, offset, begin, i, i + 1));
        begin = i + 1;
      }
    }
    if (begin == 0 && !buffer.hasRemaining()) {
      lines.add(line(buffer, offset, 0, maxBytes, maxBytes));
    }
    return lines;
  }

  private static Line line(ByteBuffer buffer, long offset, int begin, int end, int next) {
    String text = new String(buffer.array(), begin, end - begin, StandardCharsets.UTF_8);
    return new Line(text.strip(), offset + begin, offset + next);
  }
}
