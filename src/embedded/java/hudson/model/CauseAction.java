package hudson.model;

import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;

/** The causes of a build. */
public class CauseAction implements RunAction2 {
  private final List<Cause> causes = new ArrayList<>();

  public CauseAction(Cause c) {
    causes.add(c);
  }

  public List<Cause> getCauses() {
    return List.copyOf(causes);
  }

  @Override
  public String getDisplayName() {
    return "Cause";
  }

  @Override
  public String getIconFileName() {
    return null;
  }

  @Override
  public String getUrlName() {
    return "cause";
  }

  @Override
  public void onAttached(Run<?, ?> r) {}

  @Override
  public void onLoad(Run<?, ?> r) {}
}
