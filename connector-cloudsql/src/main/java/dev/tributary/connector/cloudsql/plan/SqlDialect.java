package dev.tributary.connector.cloudsql.plan;

/** Whose SQL somebody wrote: which quotes and comments there are. */
public enum SqlDialect {
  /** PostgreSQL: dollar quotes, nested comments, backslashes in E'' only. */
  POSTGRES,
  /** MySQL and MariaDB: backticks, backslashes in every string, comments that are run. */
  MYSQL
}
