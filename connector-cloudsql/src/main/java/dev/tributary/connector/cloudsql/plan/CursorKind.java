package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.incremental.CursorType;
import dev.tributary.connector.schema.DataType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the values of a cursor's column are, and so where a window of them can end. */
enum CursorKind {
  /** Days: a window ends with the day before today. */
  DAY,
  /** Times without a zone. */
  TIME,
  /** Instants. */
  INSTANT,
  /** Seconds since 1970. */
  SECONDS,
  /** Milliseconds since 1970. */
  MILLIS,
  /** Numbers that each have a successor. */
  NUMBER;

  boolean isTime() {
    return this != NUMBER;
  }

  /**
   * Returns what a column is.
   *
   * @param said how the user says that its values are meant
   * @throws ConnectorException of kind CONFIG if it cannot tell new rows from old ones
   */
  static CursorKind of(TableColumn column, Optional<CursorType> said) {
    DataType type = column.field().type();
    boolean whole =
        type.kind() == DataType.Kind.INT32
            || type.kind() == DataType.Kind.INT64
            || (type.kind() == DataType.Kind.DECIMAL
                && (type.precision() > 0 ? type.scale() == 0 : said.isPresent()));
    boolean exact = whole || (type.kind() == DataType.Kind.DECIMAL && type.precision() > 0);
    CursorKind natural =
        switch (type.kind()) {
          case DATE -> DAY;
          case TIMESTAMP -> TIME;
          case TIMESTAMP_TZ -> INSTANT;
          default -> exact ? NUMBER : null;
        };
    CursorType meant = said.orElse(null);
    if (meant == null && natural != null && column.comparable()) {
      return natural;
    }
    boolean fits =
        column.comparable()
            && natural != null
            && switch (meant == null ? CursorType.TEXT : meant) {
              case TIMESTAMP, DATE -> natural.isTime();
              case INTEGER -> whole;
              case DECIMAL -> exact;
              case EPOCH_SECONDS, EPOCH_MILLIS -> whole;
              case TEXT -> false;
            };
    if (!fits || natural == null) {
      throw refused(column, meant);
    }
    return meant == CursorType.EPOCH_SECONDS
        ? SECONDS
        : meant == CursorType.EPOCH_MILLIS ? MILLIS : natural;
  }

  private static ConnectorException refused(TableColumn column, @Nullable CursorType meant) {
    return ConnectorException.of(
            ErrorKind.CONFIG,
            "column `"
                + column.name()
                + "` is a "
                + column.field().sourceType().orElse(column.type())
                + (meant == null
                    ? ", which cannot tell new rows from old ones exactly"
                    : ", whose values are not " + meant))
        .place("incremental_field")
        .remedy("Use a column of dates, timestamps, whole numbers or decimals with a scale")
        .build();
  }
}
