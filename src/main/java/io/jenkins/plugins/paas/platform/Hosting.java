package io.jenkins.plugins.paas.platform;

/** Who runs the platform's data services; decides which form a claim takes. */
public enum Hosting {
  /** Operators in the cluster, or clusters that DBAs run. */
  selfHosted,
  /** Alibaba Cloud, through Crossplane. */
  alibabaCloud,
  /** Tencent Cloud, through Crossplane. */
  tencentCloud,
  /** Another vendor's managed services. */
  managed
}
