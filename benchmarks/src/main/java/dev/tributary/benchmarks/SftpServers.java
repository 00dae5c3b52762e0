package dev.tributary.benchmarks;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.testkit.OpenSshServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.AcceptAllPublickeyAuthenticator;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server in a process of its own: OpenSSH's where it is installed, else Apache MINA's. */
final class SftpServers implements AutoCloseable {
  private final AutoCloseable server;
  private final String name;
  private final int port;
  private final Path settings;
  private final String hostKey;

  private SftpServers(AutoCloseable server, String name, int port, Path settings, String hostKey) {
    this.server = server;
    this.name = name;
    this.port = port;
    this.settings = settings;
    this.hostKey = hostKey;
  }

  /** Starts one; what it needs stands in a directory. */
  static SftpServers start(Path settings) throws Exception {
    KeyPair host = key();
    KeyPair user = key();
    write(settings.resolve("user_key"), user);
    String hostKey = PublicKeyEntry.toString(host.getPublic());
    if (OpenSshServer.isInstalled()) {
      OpenSshServer sshd =
          OpenSshServer.start(
              settings, text(host), PublicKeyEntry.toString(user.getPublic()) + "\n");
      return new SftpServers(sshd, "OpenSSH's server", sshd.port(), settings, hostKey);
    }
    write(settings.resolve("host_key"), host);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(mina(settings, port))
            .redirectErrorStream(true)
            .redirectOutput(settings.resolve("log").toFile())
            .start();
    await(process, settings, port);
    AutoCloseable end = () -> process.destroyForcibly().waitFor();
    return new SftpServers(end, "Apache MINA's server", port, settings, hostKey);
  }

  private static List<String> mina(Path settings, int port) {
    List<String> command = Jvm.command("-Xmx256m");
    command.addAll(
        List.of(
            SftpServers.class.getName(),
            settings.resolve("host_key").toString(),
            Integer.toString(port)));
    return command;
  }

  /**
   * Runs Apache MINA's server until it is ended.
   *
   * @param arguments the file of the host key, and the port
   */
  public static void main(String[] arguments) throws Exception {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(Integer.parseInt(arguments[1]));
    server.setKeyPairProvider(new FileKeyPairProvider(Path.of(arguments[0])));
    server.setPublickeyAuthenticator(AcceptAllPublickeyAuthenticator.INSTANCE);
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    server.start();
    Thread.currentThread().join();
  }

  private static KeyPair key() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static String text(KeyPair key) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "benchmark", null, text);
    return text.toString(StandardCharsets.UTF_8);
  }

  private static void write(Path file, KeyPair key) throws Exception {
    Files.writeString(file, text(key));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static void await(Process process, Path settings, int port) throws Exception {
    while (true) {
      try (Socket trial = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException(Files.readString(settings.resolve("log")), notYet);
        }
      }
    }
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  /** Returns the file of the user's key. */
  Path userKey() {
    return settings.resolve("user_key");
  }

  /** Returns a directory of it as a source, reached through a port. */
  SourceConfig source(Path directory, int through) {
    return SourceConfig.of("SFTP", "bench")
        .with("host", "127.0.0.1")
        .with("port", through)
        .with("user", System.getProperty("user.name"))
        .with("private_key", userKey().toString())
        .with("host_key", List.of(hostKey))
        .with("path", directory.toString());
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
