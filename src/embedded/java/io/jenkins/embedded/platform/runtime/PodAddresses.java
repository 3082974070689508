package io.jenkins.embedded.platform.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * An address of loopback for each pod: 127.x.y.z with x and y drawn for the run, so that two runs
 * on one machine do not meet. Linux owns all of 127.0.0.0/8; elsewhere addresses must be added to
 * the loopback interface first.
 */
final class PodAddresses {
  private final String network;
  private int last;

  PodAddresses() {
    SecureRandom random = new SecureRandom();
    network = "127." + (16 + random.nextInt(80)) + "." + random.nextInt(250) + ".";
  }

  synchronized String next() throws IOException {
    last = last % 250 + 1;
    String address = network + last;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return probe.getInetAddress().getHostAddress();
    } catch (IOException e) {
      throw new IOException(
          "this machine cannot listen on the pod address "
              + address
              + "; on systems other than Linux add it to the loopback interface: "
              + e.getMessage());
    }
  }
}
