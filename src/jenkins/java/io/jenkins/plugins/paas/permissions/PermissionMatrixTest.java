package io.jenkins.plugins.paas.permissions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.Permission;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.AlertmanagerTarget;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import io.jenkins.plugins.paas.testing.PermissionTable;
import io.jenkins.plugins.paas.testing.StepCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** Each step as a user who has every permission of the suite but one: SECURITY.md's table. */
public class PermissionMatrixTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  private final MockQueueItemAuthenticator users = new MockQueueItemAuthenticator();
  private FaultyServer server;

  @Before
  public void start() throws Exception {
    server = FaultyServer.start(request -> FaultyServer.answer(403, "{}"));
    String url = server.uri().toString();
    Platform platform = new Platform("staging");
    platform.setRegistry(new RegistryTarget(url));
    platform.setCluster(new ClusterTarget(url));
    platform.setPrometheus(new PrometheusTarget(url));
    platform.setAlertmanager(new AlertmanagerTarget(url));
    platform.setElastic(new ElasticTarget(url));
    platform.setSpinnaker(new SpinnakerTarget(url));
    PaasConfiguration.get().setPlatforms(List.of(platform));
    rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
    QueueItemAuthenticatorConfiguration.get().getAuthenticators().add(users);
  }

  @After
  public void stop() throws Exception {
    server.close();
  }

  @Test
  public void whoLacksTheStepsPermissionIsRefusedAndWhoHasItIsNot() throws Exception {
    Map<String, Permission> all = new LinkedHashMap<>();
    all.put("View", PaasPermissions.VIEW);
    all.put("Provision", PaasPermissions.PROVISION);
    all.put("Destroy", PaasPermissions.DESTROY);
    all.put("Deploy", PaasPermissions.DEPLOY);
    MockAuthorizationStrategy strategy = new MockAuthorizationStrategy();
    for (Map.Entry<String, Permission> missing : all.entrySet()) {
      List<Permission> granted =
          new ArrayList<>(List.of(Jenkins.READ, Item.READ, Item.BUILD, Computer.BUILD));
      all.forEach(
          (name, permission) -> {
            if (!name.equals(missing.getKey())) {
              granted.add(permission);
            }
          });
      strategy =
          strategy
              .grantWithoutImplication(granted.toArray(Permission[]::new))
              .everywhere()
              .to("without" + missing.getKey());
    }
    rule.jenkins.setAuthorizationStrategy(strategy);
    List<String> wrong = new ArrayList<>();
    int cells = 0;
    for (Map.Entry<String, String> row : PermissionTable.read().entrySet()) {
      for (Map.Entry<String, Permission> missing : all.entrySet()) {
        if (missing.getKey().equals("View") && !row.getValue().equals("View")) {
          continue; // the withPaas around each call needs it
        }
        cells++;
        String log = logOf(row.getKey(), "without" + missing.getKey());
        boolean refused = log.contains("lacks the permission " + missing.getValue().getId());
        if (refused != row.getValue().equals(missing.getKey())) {
          wrong.add(row.getKey() + " without " + missing.getKey() + ":\n" + log);
        }
      }
    }
    System.out.println(cells + " cells of the permission matrix tried");
    assertTrue("no rows", cells > 20);
    assertEquals(List.of(), wrong);
  }

  private String logOf(String step, String user) throws Exception {
    WorkflowJob job = rule.createProject(WorkflowJob.class);
    users.authenticate(job.getFullName(), User.getById(user, true).impersonate2());
    job.setDefinition(
        new CpsFlowDefinition(
            "node { withPaas(platform: 'staging', application: 'a') { "
                + StepCalls.ALL.get(step)
                + " } }",
            true));
    WorkflowRun run = rule.buildAndAssertStatus(Result.FAILURE, job);
    return JenkinsRule.getLog(run);
  }
}
