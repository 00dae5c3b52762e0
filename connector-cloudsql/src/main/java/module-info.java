/** A connector that reads PostgreSQL, MySQL and MariaDB. */
module dev.tributary.connector.cloudsql {
  requires transitive dev.tributary.connector;
  requires com.zaxxer.hikari;
  requires java.sql;
  requires static mysql.connector.j;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires static org.checkerframework.checker.qual;
  requires static transitive org.jspecify;

  exports dev.tributary.connector.cloudsql;
  exports dev.tributary.connector.cloudsql.option;

  provides dev.tributary.connector.ConnectorFactory with
      dev.tributary.connector.cloudsql.CloudSqlConnectorFactory;
}
