package io.jenkins.plugins.paas.monitoring.prometheus;

import java.io.Serializable;
import java.util.List;

/** What a value must be: an operator and a threshold. Immutable; what exists is valid. */
public final class SloRule implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The operators, as they are written. */
  public static final List<String> OPERATORS = List.of("<", "<=", ">", ">=", "==", "!=");

  private final String operator;
  private final double threshold;

  /**
   * @throws IllegalArgumentException with the operators that there are
   */
  public SloRule(String operator, double threshold) {
    if (!OPERATORS.contains(operator)) {
      throw new IllegalArgumentException(
          "operator '" + operator + "' is none of " + String.join(" ", OPERATORS));
    }
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "threshold " + threshold + " is no number to compare with");
    }
    this.operator = operator;
    this.threshold = threshold;
  }

  /** Whether the value keeps it; NaN is no value, and is to be handled before. */
  public boolean isKept(double value) {
    return switch (operator) {
      case "<" -> value < threshold;
      case "<=" -> value <= threshold;
      case ">" -> value > threshold;
      case ">=" -> value >= threshold;
      case "==" -> value == threshold;
      default -> value != threshold;
    };
  }

  /** The worse of two values. */
  double worse(double one, double other) {
    return switch (operator) {
      case "<", "<=" -> Math.max(one, other);
      case ">", ">=" -> Math.min(one, other);
      default -> isKept(one) ? other : one;
    };
  }

  /** {@code <= 0.01}. */
  @Override
  public String toString() {
    return operator + " " + number(threshold);
  }

  /** As people write it: no fraction where there is none. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.valueOf(value);
  }
}
