/** A connector that reads PostgreSQL, MySQL and MariaDB. */
module dev.tributary.connector.cloudsql {
  requires transitive dev.tributary.connector;
  requires com.zaxxer.hikari;
  requires java.sql;
  requires static mysql.connector.j;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.tributary.connector.cloudsql.option;
}
