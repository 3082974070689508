package io.jenkins.plugins.paas.logging;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.logging.shipper.LineInput;
import io.jenkins.plugins.paas.logging.shipper.RsyslogSnippet;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** rsyslog on the hosts, whose configuration somebody else installs. */
public final class RsyslogShipper extends Shipper {

  private static final long serialVersionUID = 1L;

  private String file;
  private String input;

  @DataBoundConstructor
  public RsyslogShipper() {}

  public String getFile() {
    return file;
  }

  @DataBoundSetter
  public void setFile(String value) {
    file = Util.fixEmptyAndTrim(value);
  }

  public String getInput() {
    return input;
  }

  @DataBoundSetter
  public void setInput(String value) {
    input = Util.fixEmptyAndTrim(value);
  }

  @Override
  public String symbol() {
    return "rsyslog";
  }

  @Override
  public void check() {
    input();
  }

  @Override
  public Optional<LineInput> input() {
    return Optional.ofNullable(input).map(LineInput::parse);
  }

  // RFC 5424, which takes six digits of a second at most: a bare text would be taken apart, its
  // first word for the host
  @Override
  public String line(String message) {
    return "<14>1 "
        + Instant.now().truncatedTo(ChronoUnit.MILLIS)
        + " jenkins paas - - - "
        + message;
  }

  @Override
  public void prepare(LogsSite site) throws IOException, InterruptedException {
    Integer port = input().map(LineInput::port).orElse(null);
    String text = RsyslogSnippet.of(site.target(), site.elastic().uri(), port, site.isSecured());
    if (file == null) {
      text.lines().forEach(site::say);
      site.say("shipper rsyslog: put the lines above into /etc/rsyslog.d and restart rsyslog");
    } else {
      site.write(file, text);
      site.say("shipper rsyslog: " + file + " was written, install it in /etc/rsyslog.d");
    }
  }

  /** Describes the shipper. */
  @Extension
  @Symbol("rsyslog")
  public static final class DescriptorImpl extends Descriptor<Shipper> {
    @Override
    public String getDisplayName() {
      return "rsyslog, by a snippet of configuration";
    }
  }
}
