package dev.tributary.examples.dropfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A partner's SFTP server, in this process, so that the example needs none elsewhere. */
final class PartnerServer implements AutoCloseable {
  static final String USER = "shop";
  static final String PASSWORD = "only-for-the-example";

  private final SshServer server;
  private final Path directory;
  private final String fingerprint;

  private PartnerServer(SshServer server, Path directory, String fingerprint) {
    this.server = server;
    this.directory = directory;
    this.fingerprint = fingerprint;
  }

  /** Starts it on a directory. */
  static PartnerServer start(Path directory) throws IOException {
    KeyPair key = key();
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPasswordAuthenticator(
        (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    server.start();
    String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
    return new PartnerServer(server, directory, fingerprint);
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  int port() {
    return server.getPort();
  }

  Path directory() {
    return directory;
  }

  /** Returns what the partner tells us of its server, by letter or by phone. */
  String fingerprint() {
    return fingerprint;
  }

  /** Drops a file. */
  void drop(String name, String... lines) throws IOException {
    Files.writeString(directory.resolve(name), String.join("\r\n", lines) + "\r\n");
  }

  /** Returns the names of the files that were put away. */
  List<String> archived() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("archive"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
