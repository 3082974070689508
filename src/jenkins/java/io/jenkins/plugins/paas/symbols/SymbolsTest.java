package io.jenkins.plugins.paas.symbols;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.workflow.cps.GlobalVariable;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** No name of ours is a name of another plugin: whichever Jenkins took first would win. */
public class SymbolsTest {

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  private final TreeMap<String, Descriptor<?>> ours = new TreeMap<>();
  private final List<Descriptor<?>> others = new ArrayList<>();

  @Before
  public void ask() {
    for (Object one : Jenkins.get().getExtensionList(Descriptor.class)) {
      Descriptor<?> descriptor = (Descriptor<?>) one;
      if (descriptor.getClass().getName().startsWith("io.jenkins.plugins.paas.")) {
        SymbolLookup.getSymbolValue(descriptor).forEach(s -> ours.put(s, descriptor));
      } else {
        others.add(descriptor);
      }
    }
    assertTrue("symbols " + ours.keySet(), ours.keySet().containsAll(Set.of("paas", "jib")));
  }

  @Test
  public void noSymbolIsAStepAMetaStepOrAGlobalVariable() {
    Set<String> variables = new TreeSet<>();
    GlobalVariable.ALL.forEach(v -> variables.add(v.getName()));
    assertTrue("variables " + variables, variables.containsAll(Set.of("env", "pipeline")));
    List<String> wrong = new ArrayList<>();
    for (String symbol : ours.keySet()) {
      if (StepDescriptor.byFunctionName(symbol) != null) {
        wrong.add(symbol + " is a step");
      }
      // checkout and step and wrap take SCMs, SimpleBuildSteps and BuildWrappers by their symbols
      if (!StepDescriptor.metaStepsOf(symbol).isEmpty()) {
        wrong.add(symbol + " is taken by " + StepDescriptor.metaStepsOf(symbol));
      }
      if (variables.contains(symbol)) {
        wrong.add(symbol + " is a global variable");
      }
    }
    System.out.println(
        ours.size() + " symbols of ours among " + others.size() + " descriptors: " + ours.keySet());
    assertEquals(List.of(), wrong);
  }

  @Test
  public void noOtherDescriptorHasOneOfOurSymbols() {
    List<String> wrong = new ArrayList<>();
    for (Descriptor<?> other : others) {
      for (String symbol : SymbolLookup.getSymbolValue(other)) {
        if (ours.containsKey(symbol)) {
          wrong.add(symbol + " of " + ours.get(symbol).clazz + " is also of " + other.clazz);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  public void noOtherStepHasOneOfOurFunctions() {
    List<String> wrong = new ArrayList<>();
    Set<String> functions = new TreeSet<>();
    for (StepDescriptor step : StepDescriptor.all()) {
      boolean isOurs = step.clazz.getName().startsWith("io.jenkins.plugins.paas.");
      if (!functions.add(step.getFunctionName()) && isOurs) {
        wrong.add(step.getFunctionName() + " stands twice");
      }
      if (isOurs && !step.getFunctionName().matches("paas[A-Z].*|withPaas")) {
        wrong.add(step.getFunctionName() + " is not named as ours");
      }
    }
    assertEquals(List.of(), wrong);
  }
}
