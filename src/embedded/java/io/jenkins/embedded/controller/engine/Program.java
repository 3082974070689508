package io.jenkins.embedded.controller.engine;

import groovy.lang.Binding;
import groovy.lang.Script;
import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.embedded.controller.PipelineProgram;
import io.jenkins.embedded.controller.cps.CpsRecord;
import io.jenkins.embedded.controller.sandbox.RejectedAccess;
import java.io.InvalidObjectException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.MissingContextVariableException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A build's program while it runs: its script, its branches and the steps they wait for. */
public final class Program {
  private static final Map<String, Program> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final PipelineProgram source;
  private final Class<? extends Script> script;
  private final StepCatalog catalog;
  private final Positions positions;
  private final String key;
  private final Turn turn = new Turn();
  private final AtomicInteger ids = new AtomicInteger(2);
  private final Map<String, LiveStep> live = new ConcurrentHashMap<>();
  private final Map<String, FlowNode> nodes = new ConcurrentHashMap<>();
  private final Contexts contexts;
  private final Globals globals;
  private final Libraries libraries;
  private final StepCaller caller;
  private final ProgramExecution execution;
  private final Branch main;

  /**
   * @param file the script's name in messages and stack traces
   * @param libraries those that the script can ask for
   */
  public Program(
      PipelineProgram source,
      Class<? extends Script> script,
      String file,
      StepCatalog catalog,
      Libraries libraries) {
    this.source = source;
    this.script = script;
    this.catalog = catalog;
    this.positions = new Positions(file);
    this.key = source.run().getExternalizableId() + "/" + COUNT.incrementAndGet();
    this.contexts = new Contexts(this, source.listener());
    this.libraries = libraries;
    this.globals = new Globals(this, libraries);
    this.caller = new StepCaller(this);
    this.execution = new ProgramExecution(this, source.owner());
    this.main = new Branch(this, Scope.root(source.run()).with(libraries), null);
  }

  /** A variable of the build, as {@code env.NAME = value} makes it. */
  public void define(String name, String value) {
    contexts.override(name, value);
  }

  public FlowExecution execution() {
    return execution;
  }

  void start() {
    RUNNING.put(key, this);
    libraries.takeNotes().forEach(source.listener().getLogger()::println);
    main.start(this::runMain);
  }

  private void runMain() {
    Throwable failure = null;
    try {
      PipelineScript instance = instance(script);
      instance.run();
    } catch (Throwable t) {
      failure = t;
    }
    Result result = Result.SUCCESS;
    if (failure != null) {
      result = report(failure);
    }
    RUNNING.remove(key);
    CpsRecord.ended(source.script(), script, failure);
    execution.completed();
    Result worst = source.run().getResult();
    // The cause is printed already, with its position.
    source.completion().accept(worst != null && worst.isWorseThan(result) ? worst : result, null);
  }

  /** A new instance of a compiled script with a binding of its own. */
  PipelineScript instance(Class<? extends Script> type) throws ReflectiveOperationException {
    PipelineScript instance = (PipelineScript) type.getDeclaredConstructor().newInstance();
    instance.attach(this, new Binding());
    return instance;
  }

  private Result report(Throwable failure) {
    PrintStream log = source.listener().getLogger();
    String suffix = positions.suffix(failure);
    if (failure instanceof FlowInterruptedException interrupted) {
      interrupted.handle(source.run(), source.listener());
      return interrupted.getResult();
    }
    if (isMistake(failure)) {
      log.println("ERROR: " + failure.getMessage() + suffix);
    } else {
      log.println("ERROR: " + failure + suffix);
      failure.printStackTrace(log);
    }
    return Result.FAILURE;
  }

  /** Failures whose message says all; a stack trace would hide it. */
  static boolean isMistake(Throwable t) {
    return t instanceof AbortException
        || t instanceof RejectedAccess
        || t instanceof MissingContextVariableException
        || t instanceof NoSuchMethodError
        || t instanceof UnsupportedOperationException
        || t instanceof groovy.lang.GroovyRuntimeException
        || t instanceof IllegalArgumentException;
  }

  void interrupt(Result result, CauseOfInterruption... causes) {
    main.interrupt(new FlowInterruptedException(result, true, causes));
  }

  List<StepExecution> executions(boolean innermostOnly) {
    List<StepExecution> found = new ArrayList<>();
    main.executions(found, innermostOnly);
    return found;
  }

  void reset(Result result) {
    source.reset().accept(result);
  }

  void annotate(String step) {
    Branch branch = Branch.current();
    contexts.print(branch.scope(), "[Pipeline] " + step);
  }

  void print(String text) {
    contexts.print(Branch.current().scope(), text);
  }

  String nextId() {
    return String.valueOf(ids.incrementAndGet());
  }

  FlowNode newNode(String id, StepDescriptor descriptor) {
    FlowNode node = new StepNode(execution, id, descriptor.getFunctionName());
    nodes.put(id, node);
    return node;
  }

  FlowNode node(String id) {
    return nodes.get(id);
  }

  void add(LiveStep step) {
    live.put(step.id(), step);
  }

  void remove(LiveStep step) {
    live.remove(step.id());
  }

  static LiveStep step(String program, String id) throws InvalidObjectException {
    Program running = RUNNING.get(program);
    LiveStep step = running == null ? null : running.live.get(id);
    if (step == null) {
      throw new InvalidObjectException("no step " + id + " of program " + program + " is running");
    }
    return step;
  }

  String threadName(String branch) {
    return "build " + source.run().getExternalizableId() + (branch == null ? "" : " " + branch);
  }

  ClassLoader classLoader() {
    return script.getClassLoader();
  }

  String key() {
    return key;
  }

  Turn turn() {
    return turn;
  }

  WorkflowRun run() {
    return source.run();
  }

  Contexts contexts() {
    return contexts;
  }

  Globals globals() {
    return globals;
  }

  StepCatalog catalog() {
    return catalog;
  }

  StepCaller caller() {
    return caller;
  }

  Positions positions() {
    return positions;
  }
}
