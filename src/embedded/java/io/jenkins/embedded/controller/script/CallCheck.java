package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/**
 * Checks calls without a receiver: the name must be a step, a variable, a method of the script or a
 * library's, and a step's literal argument names must be the descriptor's. Closures that are given
 * to methods of other objects may have another delegate, so nothing is said about calls in them.
 */
final class CallCheck extends CodeVisitorSupport {
  private final PipelineCheck check;
  private final Vocabulary vocabulary;
  private final Set<String> declared;
  private int foreign;

  CallCheck(PipelineCheck check, Vocabulary vocabulary, Set<String> declared) {
    this.check = check;
    this.vocabulary = vocabulary;
    this.declared = declared;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public void visitMethodCallExpression(MethodCallExpression call) {
    String name = call.getMethodAsString();
    boolean own = call.isImplicitThis() && name != null;
    if (own && foreign == 0) {
      checkName(call, name);
    }
    call.getObjectExpression().visit(this);
    call.getMethod().visit(this);
    boolean keepsDelegate = own ? !isForeign(name) : name != null && Names.ITERATION.contains(name);
    for (Expression argument : Syntax.arguments(call)) {
      boolean leaves = !keepsDelegate && argument instanceof ClosureExpression;
      foreign += leaves ? 1 : 0;
      argument.visit(this);
      foreign -= leaves ? 1 : 0;
    }
  }

  private boolean isForeign(String name) {
    return vocabulary.step(name).isEmpty()
        && (vocabulary.others().contains(name) || name.equals("with"));
  }

  private void checkName(MethodCallExpression call, String name) {
    Optional<Vocabulary.Signature> step = vocabulary.step(name);
    boolean shadowed = declared.contains(name);
    if (step.isPresent() && !shadowed) {
      checkArguments(call, name, step.get());
    } else if (!shadowed && !vocabulary.others().contains(name) && !Names.GROOVY.contains(name)) {
      List<String> candidates = new ArrayList<>(vocabulary.steps());
      candidates.addAll(vocabulary.others());
      candidates.addAll(declared);
      throw check.problem(
          call, "No such DSL method '" + name + "'" + Names.suggestion(name, candidates));
    }
  }

  /** Also used for Declarative {@code steps}. */
  void checkArguments(MethodCallExpression call, String name, Vocabulary.Signature signature) {
    if (signature.takesBody() && Syntax.body(call) == null && !signature.anyNames()) {
      List<Expression> all = Syntax.arguments(call);
      // A variable at the end may hold a closure.
      if (all.isEmpty() || all.get(all.size() - 1) instanceof MapExpression) {
        throw check.problem(call, "Step '" + name + "' needs a body: " + name + "(…) { … }");
      }
    }
    Map<String, Expression> named = Syntax.named(call);
    if (signature.anyNames() || named == null || named.containsKey("$class")) {
      return;
    }
    List<String> valid = List.copyOf(signature.arguments().keySet());
    for (Map.Entry<String, Expression> entry : named.entrySet()) {
      if (!valid.contains(entry.getKey())) {
        throw check.problem(
            entry.getValue(),
            "Step '"
                + name
                + "' has no argument '"
                + entry.getKey()
                + "'"
                + Names.suggestion(entry.getKey(), valid)
                + " Valid arguments: "
                + String.join(", ", valid));
      }
    }
    for (Map.Entry<String, Boolean> argument : signature.arguments().entrySet()) {
      if (argument.getValue() && !named.containsKey(argument.getKey())) {
        throw check.problem(
            call, "Step '" + name + "' needs the argument '" + argument.getKey() + "'");
      }
    }
  }
}
