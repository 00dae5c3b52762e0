package dev.tributary.connector.cloudsql.server;

import dev.tributary.connector.schema.Field;

/**
 * A column of a table or query.
 *
 * @param field its name, the type that its values become, whether null may come, and the server's
 *     own name of its type
 * @param type the server's own word for its type, which its decoder goes by
 * @param code the server's number of that type; of MySQL and MariaDB the protocol's
 * @param comparable whether the server can order its values, so that it may be a cursor or a key
 */
public record TableColumn(Field field, String type, long code, boolean comparable) {
  /** Returns the column's name as the server keeps it. */
  public String name() {
    return field.name();
  }
}
