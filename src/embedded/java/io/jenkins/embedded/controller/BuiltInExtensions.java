package io.jenkins.embedded.controller;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.CertificateCredentialsImpl;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.embedded.controller.input.JudgmentPrompt;
import io.jenkins.embedded.controller.steps.BuiltInSteps;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.JenkinsLocationConfiguration;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/**
 * What the embedded root itself brings. Its classes carry no {@code @Extension}: the index would
 * take them into the plugin.
 */
final class BuiltInExtensions {
  private BuiltInExtensions() {}

  static List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>(BuiltInSteps.classes());
    classes.addAll(OTHERS);
    return classes;
  }

  private static final List<Class<?>> OTHERS =
      List.of(
          JenkinsLocationConfiguration.class,
          QueueItemAuthenticatorConfiguration.class,
          JudgmentPrompt.class,
          SystemCredentialsProvider.class,
          SystemCredentialsProvider.ProviderImpl.class,
          UsernamePasswordCredentialsImpl.DescriptorImpl.class,
          CertificateCredentialsImpl.DescriptorImpl.class,
          CertificateCredentialsImpl.UploadedKeyStoreSource.DescriptorImpl.class,
          StringCredentialsImpl.DescriptorImpl.class,
          FileCredentialsImpl.DescriptorImpl.class);
}
