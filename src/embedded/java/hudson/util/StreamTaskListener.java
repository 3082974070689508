package hudson.util;

import hudson.model.TaskListener;
import java.io.Closeable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Writes a log to a stream, each line at once. */
public class StreamTaskListener implements TaskListener, Closeable {
  private static final long serialVersionUID = 1L;

  private final transient PrintStream out;

  public StreamTaskListener(OutputStream out, Charset charset) {
    this.out = new PrintStream(out, true, charset);
  }

  public StreamTaskListener(File out, Charset charset) throws IOException {
    this(out, false, charset);
  }

  public StreamTaskListener(File out, boolean append, Charset charset) throws IOException {
    this(new FileOutputStream(out, append), charset);
  }

  @Override
  public PrintStream getLogger() {
    return out;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void writeObject(ObjectOutputStream stream) throws IOException {
    throw new NotSerializableException("a task listener: ask the step's context for it again");
  }
}
