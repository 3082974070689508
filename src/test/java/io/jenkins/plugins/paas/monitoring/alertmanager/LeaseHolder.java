package io.jenkins.plugins.paas.monitoring.alertmanager;

import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process that holds a lease until it is killed; arguments: URL, milliseconds of the lease. */
final class LeaseHolder {

  private LeaseHolder() {}

  public static void main(String[] arguments) throws Exception {
    AlertmanagerApi api =
        new AlertmanagerApi(HttpCaller.to(HttpEndpoint.at(URI.create(arguments[0])).build()));
    SilenceLease lease =
        new SilenceLease(
            SilenceMatcher.all(Map.of("application", "shop")),
            "held [holder]",
            Duration.ofMillis(Long.parseLong(arguments[1])));
    lease.begin(api, "[holder]", Instant.now());
    System.out.println(lease.id());
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(lease.pause().toMillis(), TimeUnit.MILLISECONDS)) {
      lease.renew(api, Instant.now());
    }
  }
}
