package io.jenkins.plugins.paas.platform.lockin;

/**
 * Whose something is.
 *
 * @param product what it is called
 * @param vendor who runs it for others; "" where it is run by whoever runs the platform
 */
record Origin(String product, String vendor) {

  boolean isVendors() {
    return !vendor.isEmpty();
  }
}
