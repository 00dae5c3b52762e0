package dev.tributary.connector.cloudsql.option;

/** Which server it is. */
public enum DbType {
  /** PostgreSQL, and servers that speak its protocol. */
  POSTGRES,
  /** MySQL and MariaDB. */
  MYSQL
}
