package hudson.model;

import hudson.EnvVars;
import java.util.Iterator;
import java.util.List;
import jenkins.model.RunAction2;

/** The values that a build was started with. */
public class ParametersAction implements RunAction2, Iterable<ParameterValue> {
  private final List<ParameterValue> parameters;

  public ParametersAction(List<ParameterValue> parameters) {
    this.parameters = new java.util.ArrayList<>(parameters);
  }

  public ParametersAction(ParameterValue... parameters) {
    this(List.of(parameters));
  }

  public List<ParameterValue> getParameters() {
    return List.copyOf(parameters);
  }

  public ParameterValue getParameter(String name) {
    return parameters.stream().filter(p -> p.getName().equals(name)).findFirst().orElse(null);
  }

  public void buildEnvironment(Run<?, ?> run, EnvVars env) {
    parameters.forEach(p -> p.buildEnvironment(run, env));
  }

  @Override
  public Iterator<ParameterValue> iterator() {
    return getParameters().iterator();
  }

  @Override
  public String getDisplayName() {
    return "Parameters";
  }

  @Override
  public String getIconFileName() {
    return null;
  }

  @Override
  public String getUrlName() {
    return "parameters";
  }

  @Override
  public void onAttached(Run<?, ?> r) {}

  @Override
  public void onLoad(Run<?, ?> r) {}
}
