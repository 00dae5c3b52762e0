package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.schema.DataType;
import java.util.List;

/**
 * How values of one of the server's types are asked for, and in which form they come.
 *
 * @param code one of {@link Wire}
 * @param dataType what they become
 * @param asking how the list of a SELECT asks for them
 * @param parts the element of an array, or the fields of a record
 * @param dimensions how many dimensions an array was declared with; 0 if it is none
 */
record WireType(int code, DataType dataType, Asking asking, List<Part> parts, int dimensions) {
  /** The element of an array, or a field of a record. */
  record Part(String name, WireType type) {}

  /** How a SELECT's list asks for a value. */
  enum Asking {
    /** As it is. */
    PLAIN,
    /** As the server's own text of it. */
    TEXT,
    /** As the bytes of the server's own text, whatever encoding they are in. */
    BYTES,
    /** As the numeric that a sum of money is. */
    NUMERIC,
    /** As an array whose elements are the server's texts. */
    TEXTS,
    /** As an array whose elements are numerics. */
    NUMERICS,
    /** As a row made anew, because some field of it is asked for in another way. */
    FIELDS
  }

  static WireType plain(int code, DataType dataType) {
    return new WireType(code, dataType, Asking.PLAIN, List.of(), 0);
  }

  /** The server's own text, whatever the type is. */
  static WireType text() {
    return new WireType(Wire.TEXT, DataType.STRING, Asking.TEXT, List.of(), 0);
  }

  /** Returns the same as bytes, if it is a text. */
  WireType raw() {
    return switch (code) {
      case Wire.TEXT -> new WireType(Wire.TEXT, dataType, Asking.BYTES, parts, 0);
      case Wire.JSON, Wire.JSONB -> new WireType(Wire.JSON, dataType, Asking.BYTES, parts, 0);
      default -> this;
    };
  }

  /** Returns what the list of a SELECT holds to ask for the value of an expression. */
  String select(String expression) {
    return switch (asking) {
      case PLAIN -> expression;
      // not a cast: the casts of some types to text give another text than the server shows
      case TEXT -> unlessNull(expression, "pg_catalog.format('%s', " + expression + ")");
      case BYTES ->
          unlessNull(
              expression,
              "pg_catalog.convert_to(pg_catalog.format('%s', " + expression + "), 'SQL_ASCII')");
      case NUMERIC -> expression + "::pg_catalog.numeric";
      case TEXTS -> expression + "::pg_catalog.text[]";
      case NUMERICS -> expression + "::pg_catalog.numeric[]";
      case FIELDS -> unlessNull(expression, row(expression));
    };
  }

  private String row(String expression) {
    StringBuilder row = new StringBuilder("ROW(");
    for (Part part : parts) {
      row.append(row.length() > 4 ? ", " : "");
      row.append(part.type().select("(" + expression + ")." + Sql.name(part.name())));
    }
    return row.append(")").toString();
  }

  /** A record whose fields are all null "is null" too; this asks for the null that is none. */
  private static String unlessNull(String expression, String then) {
    return "CASE WHEN " + expression + " IS DISTINCT FROM NULL THEN " + then + " END";
  }
}
