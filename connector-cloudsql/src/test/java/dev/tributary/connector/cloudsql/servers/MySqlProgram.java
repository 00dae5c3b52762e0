package dev.tributary.connector.cloudsql.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A MariaDB or MySQL from Maven's packages. */
final class MySqlProgram implements Program {
  private static final Duration START = Duration.ofMinutes(2);

  private final Kind kind;
  private final Path binaries;
  private final Path directory;
  private final List<String> options;
  private final int port;
  private Process running;

  /**
   * Prepares one.
   *
   * @param kind MARIADB or MYSQL
   * @param binaries where its files are unpacked
   * @param directory where its data go
   * @param options more of its command line
   */
  MySqlProgram(Kind kind, Path binaries, Path directory, List<String> options) throws IOException {
    this.kind = kind;
    this.binaries = binaries;
    this.directory = directory;
    this.options = options;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  /** Returns where it says its process id. */
  Path pidFile() {
    return directory.resolve("pid");
  }

  @Override
  public void start() throws IOException, InterruptedException {
    boolean first = !Files.isDirectory(directory.resolve("data"));
    if (first) {
      initialise();
    }
    List<String> command = new ArrayList<>(program());
    command.addAll(
        List.of(
            "--datadir=" + directory.resolve("data"),
            "--tmpdir=" + directory,
            "--socket=" + directory.resolve("socket"),
            "--pid-file=" + pidFile(),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--max-connections=200",
            "--default-time-zone=-03:30",
            "--character-set-server=utf8mb4",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=64M"));
    if (kind == Kind.MYSQL) {
      command.add("--mysqlx=OFF");
    }
    command.addAll(options);
    running = run(command);
    await();
    if (first) {
      secure();
    }
  }

  private List<String> program() {
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve(kind == Kind.MYSQL ? "bin/mysqld" : "bin/mariadbd").toString());
    command.add("--no-defaults");
    command.add("--basedir=" + binaries);
    command.add("--lc-messages-dir=" + binaries.resolve("share"));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    return command;
  }

  private void initialise() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (kind == Kind.MYSQL) {
      command.addAll(program());
      command.add("--initialize-insecure");
    } else {
      command.add(binaries.resolve("scripts/mariadb-install-db").toString());
      command.add("--no-defaults");
      command.add("--basedir=" + binaries);
      command.add("--auth-root-authentication-method=normal");
      command.add("--skip-test-db");
      if (System.getProperty("user.name").equals("root")) {
        command.add("--user=root");
      }
    }
    command.add("--datadir=" + directory.resolve("data"));
    Process initialising = run(command);
    if (!initialising.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
      initialising.destroyForcibly();
    }
    if (initialising.waitFor() != 0) {
      throw new IOException("it cannot be initialised: " + said());
    }
  }

  private Process run(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(directory.resolve("log").toFile()));
    builder.environment().put("LD_LIBRARY_PATH", binaries.resolve("lib").toString());
    return builder.start();
  }

  private void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!Files.exists(pidFile()) || !answers()) {
      if (!running.isAlive() || System.nanoTime() > end) {
        running.destroyForcibly();
        throw new IOException("it does not start: " + said());
      }
      Thread.sleep(50);
    }
  }

  private boolean answers() {
    try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String said() throws IOException {
    Path log = directory.resolve("log");
    return Files.exists(log) ? Files.readString(log) : "it said nothing";
  }

  private void secure() throws IOException {
    String url = "jdbc:mysql://127.0.0.1:" + port + "/mysql?allowPublicKeyRetrieval=true";
    try (Connection root = DriverManager.getConnection(url, "root", "");
        Statement statement = root.createStatement()) {
      String user = "'" + USER + "'@'%'";
      statement.execute("CREATE USER " + user + " IDENTIFIED BY '" + PASSWORD + "'");
      statement.execute("GRANT ALL PRIVILEGES ON *.* TO " + user + " WITH GRANT OPTION");
      statement.execute("FLUSH PRIVILEGES");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    running.destroy();
    if (!running.waitFor(30, TimeUnit.SECONDS)) {
      running.destroyForcibly().waitFor();
    }
  }

  @Override
  public int port() {
    return port;
  }
}
