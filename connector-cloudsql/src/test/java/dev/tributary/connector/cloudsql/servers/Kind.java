package dev.tributary.connector.cloudsql.servers;

/** The servers that the tests run. */
public enum Kind {
  /** The newest PostgreSQL that is packaged. */
  POSTGRES("postgresql"),
  /** The oldest PostgreSQL that is packaged and not past its end. */
  OLDEST_POSTGRES("postgresql"),
  /** MariaDB, through MySQL's driver. */
  MARIADB("mysql"),
  /** MySQL 8. */
  MYSQL("mysql");

  private final String protocol;

  Kind(String protocol) {
    this.protocol = protocol;
  }

  /** Returns the word in JDBC URLs. */
  public String protocol() {
    return protocol;
  }

  /** Returns whether it is a PostgreSQL. */
  public boolean isPostgres() {
    return protocol.equals("postgresql");
  }

  /** Returns the word of {@code db_type}. */
  public String dbType() {
    return isPostgres() ? "postgres" : "mysql";
  }
}
