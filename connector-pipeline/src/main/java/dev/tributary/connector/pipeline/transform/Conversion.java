package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.util.List;
import java.util.Optional;

/**
 * What a column is converted to, exactly: a value that has no equal there makes its row a bad one.
 *
 * @param type the type
 * @param format how its texts are written, where they become dates, such as {@code YYYY-MM-DD}
 * @since 0.1.0
 */
public record Conversion(DataType type, Optional<String> format) {
  /** A format of a number's type means an instant that is written so. */
  public Conversion {
    if (format.isPresent() && type.equals(DataType.INT64)) {
      type = DataType.TIMESTAMP_TZ;
    }
  }

  /** Returns the conversion to a type. */
  public static Conversion to(DataType type) {
    return new Conversion(type, Optional.empty());
  }

  /** Returns the conversion to a type of texts that are written in a format. */
  public static Conversion to(DataType type, String format) {
    return new Conversion(type, Optional.of(format));
  }

  /**
   * Checks what needs no column to be seen.
   *
   * @throws dev.tributary.connector.error.ConnectorException of kind CONFIG if nothing can be
   *     converted so
   */
  public void check() {
    Expression.parse("null").cast(type, null).bind(List.of(), name -> null);
    if (format.isPresent()) {
      Expression.column("text")
          .cast(type, format.get())
          .bind(List.of(Field.string("text")), name -> null);
    }
  }
}
