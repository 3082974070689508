package io.jenkins.plugins.paas.platform.lockin;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

/** Names as the vendors' clusters show them. */
public class VendorTableTest {

  private static String vendor(Sign sign, String seen) {
    return VendorTable.bundled().origin(sign, seen).map(Origin::vendor).orElse("unknown");
  }

  private static String product(Sign sign, String seen) {
    return VendorTable.bundled().origin(sign, seen).map(Origin::product).orElse("unknown");
  }

  @Test
  public void providerIdentifiersTellTheVendor() {
    assertEquals("AWS", vendor(Sign.PROVIDER, "aws:///eu-central-1a/i-0123456789abcdef0"));
    assertEquals("Azure", vendor(Sign.PROVIDER, "azure:///subscriptions/s/resourceGroups/g"));
    assertEquals("Google Cloud", vendor(Sign.PROVIDER, "gce://project/europe-west3-a/gke-1"));
    assertEquals("Alibaba Cloud", vendor(Sign.PROVIDER, "cn-hangzhou.i-bp1example"));
    assertEquals("Alibaba Cloud", vendor(Sign.PROVIDER, "alicloud:///cn-hangzhou-h/i-bp1"));
    assertEquals("Tencent Cloud", vendor(Sign.PROVIDER, "qcloud:///300003/ins-example"));
    assertEquals("Huawei Cloud", vendor(Sign.PROVIDER, "huaweicloud://5f1e"));
    assertEquals("", vendor(Sign.PROVIDER, "openstack:///5f1e"));
    assertEquals("", vendor(Sign.PROVIDER, "kubemark://hollow-0"));
    assertEquals("unknown", vendor(Sign.PROVIDER, "hcloud://123"));
  }

  @Test
  public void provisionersTellTheProduct() {
    assertEquals("AWS", vendor(Sign.PROVISIONER, "ebs.csi.aws.com"));
    assertEquals("Azure", vendor(Sign.PROVISIONER, "kubernetes.io/azure-disk"));
    assertEquals("Google Cloud", vendor(Sign.PROVISIONER, "pd.csi.storage.gke.io"));
    assertEquals("Huawei Cloud", vendor(Sign.PROVISIONER, "everest-csi-provisioner"));
    assertEquals("Tencent Cloud", vendor(Sign.PROVISIONER, "com.tencent.cloud.csi.cfs"));
    assertEquals("Alibaba Cloud", vendor(Sign.PROVISIONER, "nasplugin.csi.alibabacloud.com"));
    assertEquals("Ceph (Rook)", product(Sign.PROVISIONER, "rook-ceph.cephfs.csi.ceph.com"));
    // Rook's operator in a namespace of another name
    assertEquals("Ceph (Rook)", product(Sign.PROVISIONER, "storage.rbd.csi.ceph.com"));
    assertEquals("OpenEBS", product(Sign.PROVISIONER, "io.openebs.csi-mayastor"));
    assertEquals("MinIO", product(Sign.PROVISIONER, "directpv-min-io"));
    assertEquals("unknown", product(Sign.PROVISIONER, "csi.example.com"));
  }

  @Test
  public void hostsTellTheVendorAndLookAlikesDoNot() {
    assertEquals("AWS", vendor(Sign.REGISTRY, "123456789012.dkr.ecr.eu-west-1.amazonaws.com"));
    assertEquals("Azure", vendor(Sign.REGISTRY, "shop.azurecr.io"));
    assertEquals("Google Cloud", vendor(Sign.REGISTRY, "europe-docker.pkg.dev"));
    assertEquals("Huawei Cloud", vendor(Sign.REGISTRY, "swr.cn-north-4.myhuaweicloud.com"));
    assertEquals("Tencent Cloud", vendor(Sign.REGISTRY, "shop.tencentcloudcr.com"));
    assertEquals("Alibaba Cloud", vendor(Sign.REGISTRY, "Registry.CN-Hangzhou.aliyuncs.com"));
    assertEquals("unknown", vendor(Sign.REGISTRY, "notazurecr.io"));
    assertEquals("unknown", vendor(Sign.REGISTRY, "azurecr.io.example.com"));
    assertEquals("Azure", vendor(Sign.ENDPOINT, "shop-dns-1.hcp.westeurope.azmk8s.io"));
    assertEquals("AWS", vendor(Sign.ENDPOINT, "db.c1.eu-west-1.rds.amazonaws.com"));
  }

  @Test
  public void theLongestSignDecides() {
    assertEquals("Alibaba Cloud", vendor(Sign.INGRESS, "ingress.k8s.alibabacloud/alb"));
    assertEquals("AWS", vendor(Sign.INGRESS, "ingress.k8s.aws/alb"));
    assertEquals("Azure", vendor(Sign.INGRESS, "alb.networking.azure.io/alb-controller"));
    assertEquals("", vendor(Sign.INGRESS, "k8s.io/ingress-nginx"));
    assertEquals("Huawei Cloud", vendor(Sign.ANNOTATION, "kubernetes.io/elb.class"));
  }
}
