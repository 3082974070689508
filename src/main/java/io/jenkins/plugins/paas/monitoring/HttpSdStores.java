package io.jenkins.plugins.paas.monitoring;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.monitoring.prometheus.HttpSdStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;

/** The documents of this controller's platforms, in {@code paas-targets/<platform>.json}. */
@Extension
public final class HttpSdStores {

  private final Map<String, HttpSdStore> stores = new ConcurrentHashMap<>();

  static HttpSdStores get() {
    return ExtensionList.lookupSingleton(HttpSdStores.class);
  }

  /** Of one platform; no I/O. */
  HttpSdStore of(String platform) {
    return stores.computeIfAbsent(
        DnsName.requireLabel(platform, "platform"),
        name ->
            new HttpSdStore(
                Path.of(Jenkins.get().getRootDir().getPath(), "paas-targets", name + ".json")));
  }
}
