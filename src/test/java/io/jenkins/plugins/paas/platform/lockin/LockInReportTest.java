package io.jenkins.plugins.paas.platform.lockin;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.survey.ClusterSurvey;
import io.jenkins.plugins.paas.testing.SampleCluster;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the report makes of clusters as vendors and people of their own have them. */
public class LockInReportTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private List<LockIn> report(String sample, PlatformHost... hosts) throws Exception {
    try (SampleCluster cluster = SampleCluster.start(folder.newFolder().toPath())) {
      cluster.load(LockInReportTest.class, sample);
      try (KubeSession session = cluster.open()) {
        List<LockIn> rows = LockInReport.of(ClusterSurvey.of(session), List.of(hosts));
        return rows;
      }
    }
  }

  private static LockIn row(List<LockIn> rows, String component, String inFound) {
    return rows.stream()
        .filter(r -> r.component().equals(component) && r.found().contains(inFound))
        .findFirst()
        .orElseThrow(() -> new AssertionError(component + " by " + inFound + " in " + rows));
  }

  @Test
  public void everyPartOfAnAlibabaClusterIsTheVendors() throws Exception {
    List<LockIn> rows =
        report(
            "alibaba.yaml",
            new PlatformHost("elastic", "es-cn-example.elasticsearch.aliyuncs.com", ""),
            new PlatformHost("registry", "shop-registry.cn-hangzhou.cr.aliyuncs.com", ""));
    assertTrue(rows.toString(), rows.stream().allMatch(r -> r.vendor().equals("Alibaba Cloud")));
    LockIn nodes = row(rows, "Nodes", "spec.providerID");
    assertEquals(
        "2 nodes by spec.providerID alicloud://…, spec.providerID cn-hangzhou.i-…", nodes.found());
    assertEquals("6 objects of environments run there", nodes.used());
    // one names the class, the other gets it as the default
    LockIn disks = row(rows, "Storage", "alicloud-disk-essd");
    assertEquals("2 PersistentVolumeClaim in 1 namespace", disks.used());
    assertEquals(2, disks.dependents());
    assertTrue(disks.counterpart(), disks.counterpart().contains("Longhorn"));
    assertTrue(disks.move(), disks.move().contains("copy the data"));
    assertEquals("nothing of the environments", row(rows, "Storage", "alicloud-nas").used());
    // an object that no environment has does not count
    assertEquals(
        "1 Deployment in 1 namespace",
        row(rows, "Registry", "registry-vpc.cn-hangzhou.aliyuncs.com").used());
    assertEquals("1 Service in 1 namespace", row(rows, "Load balancer", "annotation").used());
    assertEquals("1 Ingress in 1 namespace", row(rows, "Ingress", "class alb").used());
    assertEquals("1 Workspace in 1 namespace", row(rows, "Managed service", "alicloud_*").used());
    assertEquals("1 Deployment in 1 namespace", row(rows, "Node selection", "nodepool-id").used());
    assertEquals("1 environment", row(rows, "Logging", "elastic").used());
  }

  @Test
  public void everyPartOfATencentClusterIsTheVendors() throws Exception {
    List<LockIn> rows =
        report("tencent.yaml", new PlatformHost("registry", "ccr.ccs.tencentyun.com", ""));
    assertTrue(rows.toString(), rows.stream().allMatch(r -> r.vendor().equals("Tencent Cloud")));
    assertEquals(
        "1 PersistentVolumeClaim, 1 StatefulSet in 1 namespace",
        row(rows, "Storage", "StorageClass cbs").used());
    assertEquals("1 node by spec.providerID qcloud://…", row(rows, "Nodes", "").found());
    assertEquals("1 Ingress in 1 namespace", row(rows, "Ingress", "qcloud").used());
    assertEquals("1 StatefulSet in 1 namespace", row(rows, "Registry", "tencentcloudcr").used());
    assertEquals("1 Service in 1 namespace", row(rows, "Load balancer", "qcloud-").used());
  }

  @Test
  public void aClusterOfOnesOwnDependsOnNobodyButWhereImagesComeFrom() throws Exception {
    List<LockIn> rows =
        report("self-hosted.yaml", new PlatformHost("registry", "harbor.example.com", "Harbor"));
    List<LockIn> vendors = rows.stream().filter(LockIn::isVendors).toList();
    assertEquals(rows.toString(), 1, vendors.size());
    assertEquals("Docker Hub", vendors.get(0).product());
    assertEquals("1 Deployment in 1 namespace", vendors.get(0).used());
    assertEquals("Ceph (Rook)", row(rows, "Storage", "rook-ceph-block").product());
    assertEquals("Longhorn", row(rows, "Storage", "longhorn").product());
    assertEquals("OpenEBS", row(rows, "Storage", "openebs-hostpath").product());
    assertEquals("disks of single nodes", row(rows, "Storage", "local-path").product());
    assertEquals("MinIO", row(rows, "Object storage", "minio.min.io").product());
    assertEquals("ingress-nginx", row(rows, "Ingress", "class nginx").product());
    assertEquals("Harbor of one's own", row(rows, "Registry", "the platform's").product());
    assertFalse(row(rows, "Nodes", "k3s://").isVendors());
    assertFalse(row(rows, "Nodes", "no spec.providerID").isVendors());
    assertEquals("", row(rows, "Storage", "longhorn").move());
  }

  @Test
  public void withoutAClusterTheAddressesTell() {
    List<LockIn> rows =
        LockInReport.of(
            null,
            List.of(
                new PlatformHost("prometheus", "aps-workspaces.eu-central-1.amazonaws.com", ""),
                new PlatformHost("kibana", "kibana.example.com", "")));
    assertEquals("AWS", rows.get(0).vendor());
    assertEquals("no cluster to count on", rows.get(0).used());
    assertEquals("kibana of one's own", rows.get(1).product());
  }
}
