package dev.tributary.connector.sftp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.connector.SourceConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** OpenSSH's own server, as whoever runs the tests, with a configuration of its own. */
final class OpenSshServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

  private final Process process;
  private final Path directory;
  private final int port;
  private final String hostKey;
  private final String userKey;

  private OpenSshServer(Process process, Path directory, int port, String hostKey, String userKey) {
    this.process = process;
    this.directory = directory;
    this.port = port;
    this.hostKey = hostKey;
    this.userKey = userKey;
  }

  /** Starts it; the test is skipped where there is none. */
  static OpenSshServer at(Path directory, Path configuration) throws Exception {
    assumeTrue(Files.isExecutable(PROGRAM), "OpenSSH's server is not installed here: " + PROGRAM);
    boolean root = System.getProperty("user.name").equals("root");
    assumeTrue(
        !root || Files.isDirectory(Path.of("/run/sshd")) || made(Path.of("/run/sshd")),
        "OpenSSH's server wants /run/sshd when root starts it");
    KeyPair host = DropServer.key();
    KeyPair user = DropServer.key();
    Path hostFile = configuration.resolve("host_key");
    Files.writeString(hostFile, Keys.openSsh(host, null));
    Files.setPosixFilePermissions(
        hostFile, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    Path known = configuration.resolve("authorized_keys");
    Files.writeString(known, PublicKeyEntry.toString(user.getPublic()) + "\n");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path settings = configuration.resolve("sshd_config");
    Files.writeString(
        settings,
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
            ""));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(configuration.resolve("log").toFile())
            .start();
    OpenSshServer server =
        new OpenSshServer(
            process,
            directory.toRealPath(),
            port,
            PublicKeyEntry.toString(host.getPublic()),
            Keys.openSsh(user, null));
    server.awaitStart(configuration.resolve("log"));
    return server;
  }

  private static boolean made(Path directory) {
    try {
      Files.createDirectory(directory);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private void awaitStart(Path log) throws Exception {
    while (true) {
      try (Socket trial = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new IOException("sshd ended: " + Files.readString(log));
        }
      }
    }
  }

  int port() {
    return port;
  }

  SourceConfig source(int through) {
    return SourceConfig.of("SFTP", "drop")
        .with("host", "127.0.0.1")
        .with("port", through)
        .with("user", System.getProperty("user.name"))
        .with("private_key", userKey)
        .with("host_key", List.of(hostKey))
        .with("path", directory.toString());
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
