package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.Collection;

/** Names and texts as PostgreSQL's language writes them. */
final class Sql {
  private Sql() {}

  /** Returns a name in quotes, so that it means itself whatever it holds. */
  static String name(String identifier) {
    refuseNul(identifier);
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Returns a text as a literal that means the same whatever the server is set to. */
  static String text(String value) {
    refuseNul(value);
    String doubled = value.replace("'", "''");
    return value.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }

  /** Returns conditions that all must hold, as a WHERE clause; empty without any. */
  static String where(Collection<String> conditions) {
    return conditions.isEmpty() ? "" : " WHERE (" + String.join(") AND (", conditions) + ")";
  }

  private static void refuseNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "PostgreSQL has no name and no text with a NUL character in it")
          .build();
    }
  }
}
