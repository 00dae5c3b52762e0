package dev.tributary.connector.cloudsql.option;

/**
 * Which server it is.
 *
 * @since 0.1.0
 */
public enum DbType {
  /** PostgreSQL, and servers that speak its protocol. */
  POSTGRES,
  /** MySQL and MariaDB. */
  MYSQL
}
