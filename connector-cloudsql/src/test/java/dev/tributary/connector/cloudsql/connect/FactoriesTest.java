package dev.tributary.connector.cloudsql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.OtherClassPath;
import org.junit.jupiter.api.Test;

/** What hosts add if they need it, and what they are told where it is missing. */
class FactoriesTest {
  private static final String DRIVER = "mysql-connector-j-.*";
  private static final String FACTORIES = "(junixsocket|postgres-socket|mysql-socket).*";

  private final SourceConfig source =
      SourceConfig.of("CLOUD_SQL", "orders_db").with("user", "u").with("database", "d");

  @Test
  void saysWhatToAddWhereAFactoryIsMissing() throws Exception {
    SourceConfig instance = source.with("instance_connection_name", "p:r:i");
    SourceConfig socket = source.with("socket", "/tmp/s");

    assertThat(OtherClassPath.read(FACTORIES, instance.with("db_type", "postgres"), "t"))
        .startsWith("CONFIG: ")
        .contains("com.google.cloud.sql:postgres-socket-factory");
    assertThat(OtherClassPath.read(FACTORIES, instance.with("db_type", "mysql"), "t"))
        .startsWith("CONFIG: ")
        .contains("com.google.cloud.sql:mysql-socket-factory-connector-j-8");
    assertThat(OtherClassPath.read(FACTORIES, socket.with("db_type", "postgres"), "t"))
        .startsWith("CONFIG: ")
        .contains("com.kohlschutter.junixsocket:junixsocket-core");
    assertThat(OtherClassPath.read(FACTORIES, socket.with("db_type", "mysql"), "t"))
        .startsWith("CONFIG: ")
        .contains(
            "com.kohlschutter.junixsocket:junixsocket-core (of type pom) and junixsocket-mysql");
  }

  @Test
  void saysWhatToAddWhereTheDriverForMySqlIsMissing() throws Exception {
    SourceConfig mySql = source.with("db_type", "mysql").with("host", "localhost");

    assertThat(OtherClassPath.read(DRIVER, mySql, "t"))
        .startsWith("CONFIG: ")
        .contains("the driver for MySQL is missing")
        .contains("Add com.mysql:mysql-connector-j to the host's dependencies");
  }
}
