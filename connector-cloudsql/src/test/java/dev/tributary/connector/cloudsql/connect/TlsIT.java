package dev.tributary.connector.cloudsql.connect;

import static dev.tributary.connector.cloudsql.connect.Asking.ask;
import static dev.tributary.connector.cloudsql.connect.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines that are protected, against servers with a certificate for {@code localhost}. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TlsIT {
  @TempDir Path directory;

  @Test
  void aModeThatTheServerCannotKeepIsAnError() {
    ConnectorException refused =
        failure(Databases.source(TestServer.postgres(), "postgres").with("ssl_mode", "require"));
    ConnectorException untrusted =
        failure(
            Databases.source(TestServer.mariaDb(), "mysql")
                .with("ssl_mode", "verify_ca")
                .with("connection_args", Map.of()));

    assertThat(refused.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(refused).hasMessageContaining("ssl_mode");
    assertThat(untrusted.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(untrusted).hasMessageContaining("ssl_mode");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyModeIsKept(Kind kind) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Certificates ours = new Certificates(directory);
    ours.rsa("server", "localhost");
    Certificates strangers = new Certificates(Files.createDirectory(directory.resolve("theirs")));
    try (TestServer server = start(kind, ours)) {
      String database = server.createDatabase();
      SourceConfig plain =
          Databases.source(server, database)
              .with("host", "localhost")
              .with("connection_args", Map.of());
      SourceConfig full = plain.with("ssl_mode", "verify_full").with("ssl_root_cert", ours.ca());
      SourceConfig byAddress = full.with("host", "127.0.0.1");
      SourceConfig byStrangers = full.with("ssl_root_cert", strangers.ca());

      assertThat(line(full)).startsWith("TLS");
      assertThat(line(plain.with("ssl_mode", "require"))).startsWith("TLS");
      assertThat(line(plain)).as("prefer").startsWith("TLS");
      assertThat(line(byAddress.with("ssl_mode", "verify_ca"))).startsWith("TLS");
      assertThat(failure(byAddress))
          .as("another name")
          .extracting(ConnectorException::kind)
          .isEqualTo(ErrorKind.CONFIG);
      assertThat(failure(byStrangers))
          .hasMessageContaining("ssl_root_cert")
          .extracting(ConnectorException::kind)
          .isEqualTo(ErrorKind.CONFIG);
      assertThat(failure(byStrangers.with("ssl_mode", "verify_ca")))
          .hasMessageContaining("ssl_root_cert");
      logsInWithACertificate(server, database, full, ours);
    }
  }

  private static void logsInWithACertificate(
      TestServer server, String database, SourceConfig full, Certificates ours) throws Exception {
    String user = "certified";
    HeldCertificate rsa = ours.rsa(user);
    String sealed = ours.seal(rsa, "sealed");
    boolean postgres = server.kind().isPostgres();
    Asking.run(
        server,
        database,
        postgres
            ? "CREATE ROLE certified LOGIN"
            : "CREATE USER certified IDENTIFIED BY 'hunter2hunter2' REQUIRE X509",
        postgres
            ? "GRANT CONNECT ON DATABASE " + database + " TO certified"
            : "GRANT SELECT ON " + database + ".* TO certified");
    SourceConfig without = full.with("user", user).with("password", "hunter2hunter2");
    SourceConfig with =
        without
            .with("ssl_cert", ours.certificate(user))
            .with("ssl_key", sealed)
            .with("ssl_key_password", Certificates.PASSWORD);

    assertThat(failure(without).kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(line(with)).startsWith("TLS");
    ours.ec(user);
    SourceConfig onACurve =
        without.with("ssl_cert", ours.certificate(user)).with("ssl_key", ours.key(user));
    assertThat(line(onACurve)).startsWith("TLS");
  }

  /** Returns what a session's line is protected by. */
  private static String line(SourceConfig source) throws Exception {
    try (Database database = Databases.open(source);
        Session session = database.lend()) {
      return database.type() == dev.tributary.connector.cloudsql.option.DbType.POSTGRES
          ? ask(session, "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
          : ask(
              session,
              "SELECT variable_value FROM "
                  + (ask(session, "SELECT version()").contains("MariaDB")
                      ? "information_schema.session_status"
                      : "performance_schema.session_status")
                  + " WHERE variable_name = 'Ssl_version'");
    }
  }

  private static TestServer start(Kind kind, Certificates ours) throws Exception {
    if (!kind.isPostgres()) {
      TestServer server =
          TestServer.start(
              kind,
              "--ssl-ca=" + ours.ca(),
              "--ssl-cert=" + ours.certificate("server"),
              "--ssl-key=" + ours.key("server"));
      boolean able = show(server, "SHOW VARIABLES LIKE 'have_ssl'", 2).equals("YES");
      if (!able) {
        server.close();
      }
      Assumptions.assumeTrue(able, kind + " was built without TLS");
      return server;
    }
    TestServer server = TestServer.start(kind);
    Path access = Path.of(show(server, "SHOW hba_file", 1));
    Files.writeString(access, "hostssl all certified all cert\n" + Files.readString(access));
    Asking.run(server, "postgres", "ALTER SYSTEM SET ssl_ca_file = '" + ours.ca() + "'");
    Asking.run(
        server,
        "postgres",
        "ALTER SYSTEM SET ssl_cert_file = '" + ours.certificate("server") + "'");
    Asking.run(server, "postgres", "ALTER SYSTEM SET ssl_key_file = '" + ours.key("server") + "'");
    Asking.run(server, "postgres", "ALTER SYSTEM SET ssl = on");
    server.stop();
    server.restart();
    return server;
  }

  private static String show(TestServer server, String sql, int column) throws Exception {
    try (Connection admin = server.admin();
        Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(column);
    }
  }
}
