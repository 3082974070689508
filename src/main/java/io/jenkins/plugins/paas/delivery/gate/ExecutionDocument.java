package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Reads executions as they come, and keeps what is shown. A trigger holds the whole execution that
 * it came from, a stage whole manifests: some documents are dozens of megabytes, and little of them
 * is ever looked at.
 */
final class ExecutionDocument {

  /** More than that is no execution. */
  private static final long MOST_BYTES = 256L << 20;

  private static final int LONGEST_TEXT = 16 * 1024;
  private static final int LARGEST_TOKEN = 64 << 20;

  private static final Set<String> LEFT_OUT =
      Set.of(
          "parentExecution",
          "initialConfig",
          "manifests",
          "resultObjects",
          "resolvedExpectedArtifacts",
          "expectedArtifacts",
          "systemNotifications",
          "templateVariables");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LARGEST_TOKEN).build())
          .build();

  private ExecutionDocument() {}

  /** What is shown of it; long texts are cut, and say so. */
  static byte[] shown(InputStream body) throws IOException {
    return reduce(body, LONGEST_TEXT);
  }

  /** The same with every text whole, to be handed over again. */
  static byte[] whole(InputStream body) throws IOException {
    return reduce(body, LARGEST_TOKEN);
  }

  private static byte[] reduce(InputStream body, int longest) throws IOException {
    BufferedInputStream in = new BufferedInputStream(new Bounded(body));
    in.mark(1);
    int first = in.read();
    in.reset();
    if (first != '{' && first != '[') {
      return in.readNBytes(LONGEST_TEXT); // nothing, or no JSON: whoever asked sees that
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonParser parser = JSON.createParser(in);
        JsonGenerator out = JSON.createGenerator(bytes)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && LEFT_OUT.contains(parser.currentName())) {
          parser.nextToken();
          parser.skipChildren();
        } else if (token == JsonToken.VALUE_STRING && parser.getTextLength() > longest) {
          String text = parser.getText();
          out.writeString(
              text.substring(0, longest) + "… (" + (text.length() - longest) + " characters more)");
        } else {
          out.copyCurrentEvent(parser);
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Ends what does not end. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left = MOST_BYTES;

    Bounded(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      left -= Math.max(0, n);
      if (left < 0) {
        throw new IOException("an answer of more than " + MOST_BYTES + " bytes is no execution");
      }
      return n;
    }
  }
}
