package dev.tributary.connector.cloudsql.connect;

import static dev.tributary.connector.cloudsql.connect.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.testkit.FaultProxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that refuse a login, or are not there. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LoginIT {
  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysWhatIsWrongWithALogin(Kind kind) {
    TestServer server = TestServer.shared(kind);
    SourceConfig right = Databases.source(server, kind.isPostgres() ? "postgres" : "mysql");

    ConnectorException password = failure(right.with("password", "not-the-password"));
    ConnectorException user = failure(right.with("user", "nobody_of_this_name"));
    ConnectorException database = failure(right.with("database", "no_such_database"));
    ConnectorException host = failure(right.with("host", "no-such-host.invalid"));

    assertThat(password.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(password)
        .hasMessageContaining("tributary")
        .hasMessageContaining("127.0.0.1")
        .hasMessageNotContaining("not-the-password")
        .hasMessageNotContaining(server.password());
    assertThat(password.attempts()).isEqualTo(1);
    assertThat(user.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(database.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(database).hasMessageContaining("no_such_database");
    assertThat(host.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(host).hasMessageContaining("no-such-host.invalid").hasMessageContaining("`host`");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aWrongPasswordIsTriedOnce(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (FaultProxy proxy = FaultProxy.to(server.port())) {
      failure(
          Databases.source(server, kind.isPostgres() ? "postgres" : "mysql")
              .with("port", proxy.port())
              .with("password", "not-the-password"));

      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  @Test
  void aPasswordThatWasChangedIsReadAgain() throws Exception {
    TestServer server = TestServer.postgres();
    AtomicInteger asked = new AtomicInteger();
    SecretStore rotating =
        name -> Optional.of(asked.incrementAndGet() == 1 ? "the-old-password" : server.password());
    SourceConfig source =
        Databases.source(server, server.createDatabase()).with("password", "secret://db");
    try (Database database =
        Databases.open(source, ConnectorContext.defaults().secrets(rotating))) {
      database.lend().close();

      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void nobodyListening() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    ConnectorException postgres =
        failure(
            Databases.source(TestServer.postgres(), "postgres")
                .with("port", port)
                .with("max_retries", 1));
    ConnectorException mySql =
        failure(
            Databases.source(TestServer.mariaDb(), "mysql")
                .with("port", port)
                .with("max_retries", 0));

    assertThat(postgres.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(postgres.attempts()).isEqualTo(2);
    assertThat(postgres).hasMessageContaining("nobody listens").hasMessageContaining("" + port);
    assertThat(mySql.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(mySql).hasMessageContaining("nobody listens");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"POSTGRES", "MARIADB"})
  void aServerThatAcceptsAndNeverAnswersFailsWithinTheTimeout(Kind kind) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      long begun = System.nanoTime();
      ConnectorException failure =
          failure(
              Databases.source(TestServer.shared(kind), "x")
                  .with("port", silent.getLocalPort())
                  .with("timeout", 2));
      Duration took = Duration.ofNanos(System.nanoTime() - begun);

      assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(failure).hasMessageContaining("silent for longer than `timeout` allows (2 s)");
      assertThat(took).isGreaterThan(Duration.ofSeconds(1)).isLessThan(Duration.ofSeconds(60));
    }
  }
}
