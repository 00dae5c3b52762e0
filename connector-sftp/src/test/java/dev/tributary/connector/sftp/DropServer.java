package dev.tributary.connector.sftp;

import dev.tributary.connector.SourceConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.nativefs.NativeFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.RejectAllPasswordAuthenticator;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A partner's server: Apache MINA in this process, on a directory of this machine. */
final class DropServer implements AutoCloseable {
  static final String USER = "shop";
  static final String PASSWORD = "pa55-of-the-shop";

  private final Path directory;
  private final SshServer server;
  private final KeyPair hostKey;
  private final Set<PublicKey> known = ConcurrentHashMap.newKeySet();

  private DropServer(Path directory, SshServer server, KeyPair hostKey) {
    this.directory = directory;
    this.server = server;
    this.hostKey = hostKey;
  }

  static DropServer at(Path directory) throws IOException {
    return at(directory, new SftpFileSystemAccessor() {}, server -> server);
  }

  static DropServer at(
      Path directory, SftpFileSystemAccessor files, UnaryOperator<SshServer> setting)
      throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ofMinutes(10));
    KeyPair hostKey = key();
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setFileSystemFactory(new NativeFileSystemFactory());
    server.setSubsystemFactories(
        List.of(new SftpSubsystemFactory.Builder().withFileSystemAccessor(files).build()));
    DropServer drop = new DropServer(directory.toRealPath(), server, hostKey);
    server.setPasswordAuthenticator(
        (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
    server.setPublickeyAuthenticator(
        (user, key, session) ->
            user.equals(USER)
                && drop.known.stream().anyMatch(each -> KeyUtils.compareKeys(each, key)));
    setting.apply(server).start();
    return drop;
  }

  /** Returns a new key of a kind that every JDK has. */
  static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static String fingerprint(PublicKey key) {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
  }

  /** Lets whoever has the key in. */
  void know(PublicKey key) {
    known.add(key);
  }

  /** Lets nobody in by password. */
  void refusePasswords() {
    server.setPasswordAuthenticator(RejectAllPasswordAuthenticator.INSTANCE);
  }

  SshServer server() {
    return server;
  }

  int port() {
    return server.getPort();
  }

  KeyPair hostKey() {
    return hostKey;
  }

  int sessions() {
    return server.getActiveSessions().size();
  }

  /** A source that reaches it through a port, such as a proxy's. */
  SourceConfig source(int port) {
    return nobody(port).with("password", PASSWORD);
  }

  /** A source of a user who has nothing to show yet. */
  SourceConfig nobody(int port) {
    return SourceConfig.of("SFTP", "drop")
        .with("host", "127.0.0.1")
        .with("port", port)
        .with("user", USER)
        .with("host_key", fingerprint(hostKey.getPublic()))
        .with("path", directory.toString());
  }

  SourceConfig source() {
    return source(port());
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
