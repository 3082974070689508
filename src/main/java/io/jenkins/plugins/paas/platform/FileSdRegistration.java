package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Target files in a directory that the controller writes and Prometheus reads ({@code file_sd}).
 */
public final class FileSdRegistration extends Registration {

  private static final long serialVersionUID = 1L;

  private final String directory;
  private String rulesDirectory;

  @DataBoundConstructor
  public FileSdRegistration(String directory) {
    this.directory = Util.fixEmptyAndTrim(directory);
  }

  /** Absolute path on the controller. */
  public String getDirectory() {
    return directory;
  }

  /** Absolute path on the controller that Prometheus' {@code rule_files} names, or {@code null}. */
  public String getRulesDirectory() {
    return rulesDirectory;
  }

  @DataBoundSetter
  public void setRulesDirectory(String value) {
    rulesDirectory = Util.fixEmptyAndTrim(value);
  }

  /** Describes the registration on pages and in configuration as code. */
  @Extension
  @Symbol("fileSd")
  public static final class DescriptorImpl extends Descriptor<Registration> {
    @Override
    public String getDisplayName() {
      return "Files that Prometheus reads (file_sd)";
    }

    /** Whether the directory is there and can be written. */
    @POST
    public FormValidation doCheckDirectory(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return Util.fixEmptyAndTrim(value) == null
          ? FormValidation.error("A directory is required")
          : writable(value.strip());
    }

    /** The same, where one is given. */
    @POST
    public FormValidation doCheckRulesDirectory(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : writable(value.strip());
    }

    private static FormValidation writable(String text) {
      Path path;
      try {
        path = Path.of(text);
      } catch (InvalidPathException e) {
        return FormValidation.error("This is no path: " + e.getReason());
      }
      if (!path.isAbsolute()) {
        return FormValidation.error("The path must be absolute");
      }
      return Files.isWritable(path)
          ? FormValidation.ok()
          : FormValidation.warning("Not there, or not writable by Jenkins");
    }
  }
}
