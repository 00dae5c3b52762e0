package dev.tributary.connector.sftp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.testkit.OpenSshServer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** A directory that OpenSSH's server shows to whoever runs the tests. */
final class OpenSshDrop implements AutoCloseable {
  private final OpenSshServer server;
  private final Path directory;
  private final String hostKey;
  private final String userKey;

  private OpenSshDrop(OpenSshServer server, Path directory, String hostKey, String userKey) {
    this.server = server;
    this.directory = directory;
    this.hostKey = hostKey;
    this.userKey = userKey;
  }

  /** Starts it; the test is skipped where there is none. */
  static OpenSshDrop at(Path directory, Path configuration) throws Exception {
    assumeTrue(OpenSshServer.isInstalled(), "left out: OpenSSH's server is not installed here");
    KeyPair host = DropServer.key();
    KeyPair user = DropServer.key();
    OpenSshServer server =
        OpenSshServer.start(
            configuration,
            Keys.openSsh(host, null),
            PublicKeyEntry.toString(user.getPublic()) + "\n");
    return new OpenSshDrop(
        server,
        directory.toRealPath(),
        PublicKeyEntry.toString(host.getPublic()),
        Keys.openSsh(user, null));
  }

  int port() {
    return server.port();
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
    server.close();
  }
}
