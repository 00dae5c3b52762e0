package dev.tributary.connector.cloudsql.server;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table as the server keeps it, unquoted.
 *
 * @param schema the schema; of MySQL and MariaDB the database
 * @param name the name in it
 * @param partition the partition of it that is meant, where partitions are no tables of their own;
 *     else null
 */
public record TableName(String schema, String name, @Nullable String partition) {
  /** Names a whole table. */
  public TableName(String schema, String name) {
    this(schema, name, null);
  }

  /** Returns the parts with points between them, for people. */
  @Override
  public String toString() {
    return schema + "." + name + (partition == null ? "" : "." + partition);
  }
}
