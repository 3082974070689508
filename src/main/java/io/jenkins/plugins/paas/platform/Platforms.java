package io.jenkins.plugins.paas.platform;

import hudson.AbortException;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.Permission;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.springframework.security.core.Authentication;

/** Finds the platform that a step means, and says why it may not be used. No I/O. */
public final class Platforms {

  private Platforms() {}

  /**
   * The platform by the step's argument, else by {@code withPaas}, else the nearest folder's
   * default, else the only one. Authority is the platform's folder list, which folders may narrow;
   * a build that runs as a user needs the permission on its job too.
   *
   * @param name the step's argument, or {@code null}
   * @param permission what the step does
   * @throws AbortException when there is none, or it may not be used here
   */
  public static Platform require(StepContext context, String name, Permission permission)
      throws IOException, InterruptedException {
    PaasScope scope = context.get(PaasScope.class);
    String wanted = name != null || scope == null ? name : scope.getPlatform();
    Run<?, ?> run = context.get(Run.class);
    String job = run.getParent().getFullName();
    List<PlatformNarrowing.Wish> wishes = PlatformNarrowing.of(run.getParent());
    Platform platform =
        named(wanted == null ? PlatformNarrowing.preferred(wishes) : wanted, wishes);
    if (!platform.allows(job)) {
      throw new AbortException(
          "Platform '"
              + platform.getName()
              + "' may not be used by "
              + job
              + ": an administrator grants it by the platform's allowed folders.");
    }
    PlatformNarrowing.check(wishes, platform.getName(), job);
    Authentication user = Jenkins.getAuthentication2();
    if (!ACL.SYSTEM2.equals(user) && !run.getACL().hasPermission2(user, permission)) {
      throw new AbortException(
          user.getName() + " lacks the permission " + permission.getId() + " on " + job + ".");
    }
    LastAudits.get().use(platform.getName());
    return platform;
  }

  /**
   * The application by the step's argument or by {@code withPaas}.
   *
   * @throws AbortException when neither says it
   */
  public static String application(StepContext context, String argument)
      throws IOException, InterruptedException {
    PaasScope scope = context.get(PaasScope.class);
    String application = argument != null || scope == null ? argument : scope.getApplication();
    if (application == null) {
      throw new AbortException(
          "No application is named: give the argument 'application', or wrap the step in"
              + " withPaas(application: '…') { }.");
    }
    return application;
  }

  /** A target of the platform, or a refusal that says where to configure it. */
  public static <T extends HttpTarget> T target(Platform platform, T target, String what)
      throws AbortException {
    if (target == null || !target.isGiven()) {
      throw new AbortException(
          "Platform '"
              + platform.getName()
              + "' has no "
              + what
              + ": an administrator configures it under Manage Jenkins, System, PaaS.");
    }
    return target;
  }

  /** The name of the platform that has a target of this URL and kind; "" where there is none. */
  static String of(HttpTarget target) {
    for (Platform platform : PaasConfiguration.get().getPlatforms()) {
      for (HttpTarget one : platform.targets()) {
        if (one.getClass() == target.getClass()
            && target.getUrl() != null
            && target.getUrl().equals(one.getUrl())) {
          return platform.getName();
        }
      }
    }
    return "";
  }

  private static Platform named(String name, List<PlatformNarrowing.Wish> wishes)
      throws AbortException {
    List<Platform> all = PaasConfiguration.get().getPlatforms();
    if (name == null) {
      List<Platform> left =
          all.stream().filter(p -> PlatformNarrowing.leaves(wishes, p.getName())).toList();
      if (left.size() == 1) {
        return left.get(0);
      }
    }
    if (all.isEmpty()) {
      throw new AbortException(
          "No platform is configured: an administrator adds one under Manage Jenkins, System,"
              + " PaaS.");
    }
    List<String> names = all.stream().map(Platform::getName).toList();
    if (name == null) {
      throw new AbortException(
          "There are several platforms: name one by 'platform'." + NearestName.hint("", names));
    }
    return PaasConfiguration.get()
        .named(name)
        .orElseThrow(
            () ->
                new AbortException(
                    "There is no platform '" + name + "'." + NearestName.hint(name, names)));
  }
}
