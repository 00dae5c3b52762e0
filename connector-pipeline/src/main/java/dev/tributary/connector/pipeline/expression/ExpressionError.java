package dev.tributary.connector.pipeline.expression;

import org.jspecify.annotations.Nullable;

/** What is wrong with an expression, and where; {@link Expression} makes a message of it. */
final class ExpressionError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final int at;
  private final @Nullable String remedy;

  ExpressionError(int at, String what, @Nullable String remedy) {
    super(what, null, false, false);
    this.at = at;
    this.what = what;
    this.remedy = remedy;
  }

  String what() {
    return what;
  }

  int at() {
    return at;
  }

  @Nullable String remedy() {
    return remedy;
  }
}
