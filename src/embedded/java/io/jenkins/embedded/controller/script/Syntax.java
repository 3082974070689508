package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads method calls in a Groovy syntax tree. */
final class Syntax {
  private Syntax() {}

  /** The statement's expression, or null when it is none. */
  static Expression expression(Statement statement) {
    if (statement instanceof ExpressionStatement plain) {
      return plain.getExpression();
    }
    return statement instanceof ReturnStatement last ? last.getExpression() : null;
  }

  /** The statement as a method call, or null. */
  static MethodCallExpression call(Statement statement) {
    return expression(statement) instanceof MethodCallExpression call ? call : null;
  }

  /** A closure's statements without empty ones. */
  static List<Statement> statements(ClosureExpression closure) {
    List<Statement> result = new ArrayList<>();
    if (closure.getCode() instanceof BlockStatement block) {
      for (Statement statement : block.getStatements()) {
        if (!(statement instanceof EmptyStatement)) {
          result.add(statement);
        }
      }
    }
    return result;
  }

  /** All arguments; a lone named list counts as one map. */
  static List<Expression> arguments(MethodCallExpression call) {
    return call.getArguments() instanceof TupleExpression tuple
        ? tuple.getExpressions()
        : List.of(call.getArguments());
  }

  /** The closure at the end of the arguments, or null. */
  static ClosureExpression body(MethodCallExpression call) {
    List<Expression> all = arguments(call);
    return !all.isEmpty() && all.get(all.size() - 1) instanceof ClosureExpression closure
        ? closure
        : null;
  }

  /** Named arguments by literal name; null when there are none or a name is computed. */
  static Map<String, Expression> named(MethodCallExpression call) {
    List<Expression> all = arguments(call);
    if (all.isEmpty() || !(all.get(0) instanceof MapExpression map)) {
      return null;
    }
    Map<String, Expression> result = new LinkedHashMap<>();
    for (MapEntryExpression entry : map.getMapEntryExpressions()) {
      if (!(entry.getKeyExpression() instanceof ConstantExpression key)) {
        return null;
      }
      result.put(String.valueOf(key.getValue()), entry.getValueExpression());
    }
    return result;
  }
}
