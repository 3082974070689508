package io.jenkins.plugins.paas.monitoring;

import io.jenkins.plugins.paas.monitoring.prometheus.FileSd;
import io.jenkins.plugins.paas.monitoring.prometheus.HttpSdStore;
import io.jenkins.plugins.paas.monitoring.prometheus.Outcome;
import io.jenkins.plugins.paas.monitoring.prometheus.RegisteredGroup;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.HttpSdRegistration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a platform's registrations are kept outside of its cluster, whatever reads them. */
interface RegisteredTargets {

  List<RegisteredGroup> registered() throws IOException;

  Outcome unregister(String application, String registration) throws IOException;

  /** Empty for a platform whose registrations are in its cluster, or that has none. */
  static Optional<RegisteredTargets> of(Platform platform) {
    Registration registration =
        platform.getPrometheus() == null ? null : platform.getPrometheus().getRegistration();
    if (registration instanceof HttpSdRegistration) {
      return Optional.of(new Served(HttpSdStores.get().of(platform.getName())));
    }
    return registration instanceof FileSdRegistration files && files.getDirectory() != null
        ? Optional.of(new InFiles(new FileSd(Path.of(files.getDirectory()))))
        : Optional.empty();
  }

  /** For {@code file_sd_configs}. */
  record InFiles(FileSd files) implements RegisteredTargets {
    @Override
    public List<RegisteredGroup> registered() throws IOException {
      return files.registered();
    }

    @Override
    public Outcome unregister(String application, String registration) throws IOException {
      return files.unregister(application, registration);
    }
  }

  /** For {@code http_sd_configs}. */
  record Served(HttpSdStore store) implements RegisteredTargets {
    @Override
    public List<RegisteredGroup> registered() throws IOException {
      return store.registered();
    }

    @Override
    public Outcome unregister(String application, String registration) throws IOException {
      return store.unregister(application, registration);
    }
  }
}
