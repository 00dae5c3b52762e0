package dev.tributary.connector.cloudsql.server;

/**
 * The name of a table as the server keeps it, unquoted.
 *
 * @param schema the schema; of MySQL and MariaDB the database
 * @param name the name in it
 */
public record TableName(String schema, String name) {
  /** Returns both parts with a point between them, for people. */
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
