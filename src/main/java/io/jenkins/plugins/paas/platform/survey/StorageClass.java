package io.jenkins.plugins.paas.platform.survey;

import io.jenkins.plugins.paas.kube.KubeObject;

/**
 * A class of volumes.
 *
 * @param provisioner who makes them, such as {@code rook-ceph.rbd.csi.ceph.com}
 * @param isDefault whether claims that name no class get it
 */
public record StorageClass(String name, String provisioner, boolean isDefault) {

  private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
  private static final String OLD_DEFAULT = "storageclass.beta.kubernetes.io/is-default-class";

  static StorageClass of(KubeObject object) {
    return new StorageClass(
        object.name(),
        object.text("provisioner"),
        "true".equals(object.text("metadata", "annotations", DEFAULT))
            || "true".equals(object.text("metadata", "annotations", OLD_DEFAULT)));
  }
}
