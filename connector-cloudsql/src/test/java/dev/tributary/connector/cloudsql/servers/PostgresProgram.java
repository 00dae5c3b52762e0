package dev.tributary.connector.cloudsql.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** A PostgreSQL from Maven's packages. */
final class PostgresProgram implements Program {
  private final String binaries;
  private final Path data;
  private int port;
  private EmbeddedPostgres running;

  /**
   * Prepares one.
   *
   * @param binaries the folder on the class path that holds its archive, with a slash at its end
   * @param directory where its data go
   */
  PostgresProgram(String binaries, Path directory) {
    this.binaries = binaries;
    this.data = directory.resolve("data");
  }

  /**
   * Makes a program that follows another one once both run, as a hot standby that cancels whoever
   * reads what it is about to remove.
   *
   * @param primary a program that is stopped; not for long, because its copy is made of its files
   * @param directory where the copy goes
   */
  static PostgresProgram standby(PostgresProgram primary, Path directory) throws IOException {
    PostgresProgram standby = new PostgresProgram(primary.binaries, directory);
    try (Stream<Path> files = Files.walk(primary.data)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = standby.data.resolve(primary.data.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.writeString(standby.data.resolve("standby.signal"), "");
    Files.writeString(
        standby.data.resolve("postgresql.auto.conf"),
        """
        primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'
        max_standby_streaming_delay = 0
        hot_standby_feedback = off
        """
            .formatted(primary.port),
        StandardOpenOption.APPEND);
    return standby;
  }

  /** Returns where it says its process id. */
  Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  @Override
  public void start() throws IOException {
    boolean first = !Files.exists(data.resolve("PG_VERSION"));
    running =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPgBinaryResolver(this::archive)
            .setLocaleConfig("locale", "C.UTF-8")
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("shared_buffers", "64MB")
            .setServerConfig("max_connections", "200")
            .setServerConfig("timezone", "America/St_Johns")
            .setOutputRedirector(Redirect.DISCARD)
            .setErrorRedirector(Redirect.DISCARD)
            .start();
    port = running.getPort();
    if (first) {
      secure();
    }
  }

  /** Makes all but the first user say a password. */
  private void secure() throws IOException {
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        local all all trust
        host all postgres 127.0.0.1/32 trust
        host replication postgres 127.0.0.1/32 trust
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256
        """);
    try (Connection admin = running.getPostgresDatabase().getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE ROLE " + USER + " SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private InputStream archive(String system, String architecture) throws IOException {
    String name =
        binaries + "postgres-%s-%s.txz".formatted(system.toLowerCase(), architecture.toLowerCase());
    InputStream archive = PostgresProgram.class.getClassLoader().getResourceAsStream(name);
    if (archive == null) {
      throw new FileNotFoundException(name + " is not on the class path");
    }
    return archive;
  }

  @Override
  public void stop() throws IOException {
    running.close();
  }

  @Override
  public int port() {
    return port;
  }
}
