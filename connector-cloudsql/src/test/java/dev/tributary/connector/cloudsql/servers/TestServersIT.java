package dev.tributary.connector.cloudsql.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestServersIT {
  @ParameterizedTest
  @EnumSource(Kind.class)
  void startsEveryServer(Kind kind) throws SQLException {
    TestServer server = TestServer.shared(kind);
    String database = server.createDatabase();

    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id int PRIMARY KEY)");
      statement.execute("INSERT INTO t VALUES (1)");
      try (ResultSet version = statement.executeQuery("SELECT version()")) {
        version.next();
        assertThat(version.getString(1))
            .contains(
                switch (kind) {
                  case POSTGRES -> "PostgreSQL 18.";
                  case OLDEST_POSTGRES -> "PostgreSQL 15.";
                  case MARIADB -> "MariaDB";
                  case MYSQL -> "8.0.15";
                });
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void restartsAServerOfATestsOwn(Kind kind) throws Exception {
    try (TestServer server = TestServer.start(kind)) {
      int port = server.port();
      String database = server.createDatabase();
      server.stop();
      server.restart();

      assertThat(server.port()).isEqualTo(port);
      server.connect(database).close();
    }
  }
}
