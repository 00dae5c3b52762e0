package dev.tributary.connector.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * OpenSSH's own server, where it is installed, as whoever runs the tests and with a configuration
 * of its own: a server for SFTP that nobody here wrote. Thread-safe.
 *
 * @since 0.1.0
 */
public final class OpenSshServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
  private static final Path WANTED_BY_ROOT = Path.of("/run/sshd");

  private final Process process;
  private final int port;

  private OpenSshServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Returns whether it can be started here: it is installed, and finds the directory it wants. */
  public static boolean isInstalled() {
    boolean root = System.getProperty("user.name").equals("root");
    return Files.isExecutable(PROGRAM) && (!root || Files.isDirectory(made(WANTED_BY_ROOT)));
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException refused) {
      return directory;
    }
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param settings an empty directory for its configuration, keys and log
   * @param hostKey its private key in OpenSSH's form
   * @param authorizedKeys lines of public keys that are let in
   * @throws IOException if it cannot be started, with what it wrote into its log
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public static OpenSshServer start(Path settings, String hostKey, String authorizedKeys)
      throws IOException, InterruptedException {
    Path hostFile = Files.writeString(settings.resolve("host_key"), hostKey);
    Files.setPosixFilePermissions(hostFile, PosixFilePermissions.fromString("rw-------"));
    Path known = Files.writeString(settings.resolve("authorized_keys"), authorizedKeys);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String configuration =
        String.join(
            "\n",
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + hostFile,
            "AuthorizedKeysFile " + known,
            "StrictModes no",
            "UsePAM no",
            "PermitRootLogin yes",
            "PidFile none",
            "MaxStartups 100",
            "Subsystem sftp internal-sftp",
            "");
    Path file = Files.writeString(settings.resolve("sshd_config"), configuration);
    Path log = settings.resolve("log");
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    OpenSshServer server = new OpenSshServer(process, port);
    boolean answers = false;
    try {
      server.awaitAnswer(log);
      answers = true;
      return server;
    } finally {
      if (!answers) {
        process.destroyForcibly();
      }
    }
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    while (true) {
      try (Socket trial = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new IOException("sshd ended: " + Files.readString(log), notYet);
        }
      }
    }
  }

  /** Returns where it listens, on this machine only. */
  public int port() {
    return port;
  }

  /** Ends it and every session of it. */
  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
