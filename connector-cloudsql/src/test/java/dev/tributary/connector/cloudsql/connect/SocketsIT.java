package dev.tributary.connector.cloudsql.connect;

import static dev.tributary.connector.cloudsql.connect.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unix sockets, by the factory that a host adds. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SocketsIT {
  private static SourceConfig source(Kind kind, TestServer server, String database, String socket) {
    SourceConfig source =
        SourceConfig.of("CLOUD_SQL", "orders_db")
            .with("db_type", kind.dbType())
            .with("socket", socket)
            .with("database", database)
            .with("user", server.user())
            .with("password", server.password());
    return kind.isPostgres()
        ? source
        : source.with("connection_args", Map.of("allow_public_key_retrieval", "true"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void connectsThroughASocket(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    String socket;
    try (Database database = Databases.open(Databases.source(server, name));
        Session session = database.lend()) {
      socket =
          kind.isPostgres()
              ? ask(session, "SHOW unix_socket_directories").split(",")[0].strip()
                  + "/.s.PGSQL."
                  + server.port()
              : ask(session, "SELECT @@socket");
    }
    Assumptions.assumeTrue(
        java.nio.file.Files.exists(java.nio.file.Path.of(socket)), "the server is elsewhere");
    try (Database database = Databases.open(source(kind, server, name, socket))) {
      try (Session session = database.lend()) {
        if (kind.isPostgres()) {
          assertThat(ask(session, "SELECT inet_client_addr()")).isNull();
        } else {
          assertThat(
                  ask(
                      session,
                      "SELECT host FROM information_schema.processlist"
                          + " WHERE id = connection_id()"))
              .isEqualTo("localhost");
        }
        assertThat(database.details("A 1.2", session)).contains("A 1.2 at " + socket);
        session.abort();
      }
      try (Session session = database.lend()) {
        assertThat(ask(session, "SELECT 1")).isEqualTo("1");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void namesASocketThatIsNotThere(Kind kind) {
    TestServer server = TestServer.shared(kind);
    String absent = "/tmp/there-is-no-such-socket";
    ConnectorException failure =
        Asking.failure(source(kind, server, "x", absent).with("max_retries", 0));

    assertThat(failure.kind()).isIn(ErrorKind.CONFIG, ErrorKind.TRANSIENT);
    assertThat(failure).hasMessageContaining(absent);
  }
}
