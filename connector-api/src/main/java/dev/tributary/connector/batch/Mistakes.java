package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.Field;
import org.jspecify.annotations.Nullable;

/** The errors of columns and builders, each naming the column and its type. */
final class Mistakes {
  private static final int SHOWN = 60;

  private Mistakes() {}

  /** The value is not exactly one of the column's type. */
  static ConnectorException unfit(Field field, @Nullable Object value, String why) {
    return unfit(field, value, why, null);
  }

  static ConnectorException unfit(
      Field field, @Nullable Object value, String why, @Nullable Throwable cause) {
    return ConnectorException.of(
            ErrorKind.DATA,
            cut(String.valueOf(value)) + " does not fit " + field.type() + ": " + why)
        .place("column " + field.name())
        .cause(cause)
        .build();
  }

  static ConnectorException required(Field field) {
    return ConnectorException.of(ErrorKind.DATA, "a required field has no value")
        .place("column " + field.name())
        .remedy("Declare the field nullable if the source may leave it out")
        .build();
  }

  /** The host asked for something that the column's type does not have. */
  static ConnectorException wrongType(String name, Object type, String asked) {
    return ConnectorException.of(
            ErrorKind.INTERNAL, "column \"" + name + "\" is " + type + " and has no " + asked)
        .build();
  }

  static ConnectorException special(String name, Object type, String value, String asked) {
    return ConnectorException.of(ErrorKind.DATA, value + " is no " + asked)
        .place("column " + name + ", " + type)
        .remedy("Ask isFinite first, or read the value as text")
        .build();
  }

  static ConnectorException absent(String name, int row) {
    return ConnectorException.of(
            ErrorKind.INTERNAL,
            "column \"" + name + "\" is absent in row " + row + ": the source did not send it")
        .remedy("Ask isAbsent first; absent is not null")
        .build();
  }

  static ConnectorException noRow() {
    return ConnectorException.of(ErrorKind.INTERNAL, "no row is open")
        .remedy("Call add() before the values of a row")
        .build();
  }

  static ConnectorException noColumn(String name, Object known) {
    return ConnectorException.of(
            ErrorKind.INTERNAL, "there is no column \"" + name + "\", only " + known)
        .build();
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
