package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;

/**
 * An expression that is checked against columns. Where a row fails, the scope says why, and the
 * result in that row means nothing. Not thread-safe: it keeps what it made for the next batch.
 *
 * @since 0.1.0
 */
public final class BoundExpression {
  private final String text;
  private final Typed root;

  BoundExpression(String text, Typed root) {
    this.text = text;
    this.root = root;
  }

  /** Returns the type of its values; STRING if it is always null. */
  public DataType type() {
    return root.type();
  }

  /**
   * Returns this one as a test.
   *
   * @throws ConnectorException of kind CONFIG if it is not true or false
   */
  public BoundExpression asTest() {
    if (root.kind() != DataType.Kind.BOOLEAN && !root.isNull()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "`" + text + "` is " + Types.name(root.type()) + ", and not true or false")
          .build();
    }
    return this;
  }

  /**
   * Makes a column of its values.
   *
   * @param field the column's name and type; the type is {@link #type}, or one that what it makes
   *     is stored in exactly or fails its row
   * @param what names it in the reasons of rows that fail
   */
  public Column evaluate(Field field, String what, Scope scope) {
    Frame frame = scope.frame().branch();
    Column column = Storer.store(root.kernel().run(frame), field, frame);
    for (int row = 0; frame.hasFailures() && row < frame.size; row++) {
      String failure = frame.failure(row);
      if (failure != null) {
        scope.frame().fail(row, what + ": " + failure);
      }
    }
    return column;
  }

  /**
   * Returns in which rows it is true: 1 for true, 0 for false and null.
   *
   * @param what names it in the reasons of rows that fail
   */
  public byte[] test(String what, Scope scope) {
    Frame frame = scope.frame().branch();
    Vector values = root.kernel().run(frame);
    byte[] truths = java.util.Arrays.copyOf(values.bytes, frame.size);
    for (int row = 0; values.nulls != null && row < frame.size; row++) {
      truths[row] = values.isNull(row) ? 0 : truths[row];
    }
    for (int row = 0; frame.hasFailures() && row < frame.size; row++) {
      String failure = frame.failure(row);
      if (failure != null) {
        scope.frame().fail(row, what + ": " + failure);
      }
    }
    return truths;
  }

  @Override
  public String toString() {
    return text;
  }
}
