package dev.tributary.connector.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectionStatus;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and which servers are trusted. */
@Timeout(60)
class LoginIT {
  private static final String PASSPHRASE = "open, please";

  @TempDir private Path directory;
  private DropServer server;

  @BeforeEach
  void start() throws IOException {
    server = DropServer.at(directory);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private SourceConfig nobody() {
    return server.nobody(server.port()).with("max_retries", 0);
  }

  private static void works(SourceConfig source) {
    ConnectionStatus status = tried(source, ConnectorContext.defaults());
    assertThat(status.isOk()).as(status.toString()).isTrue();
  }

  private static ConnectorException refused(SourceConfig source) {
    ConnectionStatus status = tried(source, ConnectorContext.defaults());
    return status.error().orElseThrow(() -> new AssertionError(status.toString()));
  }

  private static ConnectionStatus tried(SourceConfig source, ConnectorContext host) {
    try (BaseConnector connector = Reads.connector(source, host)) {
      return connector.testConnection();
    }
  }

  // ------------------------------------------------------------------ who logs in

  @Test
  void takesPrivateKeysOfEveryForm() throws Exception {
    server.refusePasswords();
    KeyPair ec = DropServer.key();
    KeyPair rsa = Keys.rsa();
    server.know(ec.getPublic());
    server.know(rsa.getPublic());
    works(nobody().with("private_key", Keys.openSsh(ec, null)));
    works(
        nobody().with("private_key", Keys.openSsh(rsa, PASSPHRASE)).with("passphrase", PASSPHRASE));
    works(nobody().with("private_key", Keys.pem(rsa)));
    works(nobody().with("private_key", Keys.pem(rsa).replace("\n", "\\n")));
    works(
        nobody()
            .with("private_key", Keys.lockedPem(rsa, PASSPHRASE))
            .with("passphrase", PASSPHRASE));
    Path file = Files.writeString(directory.resolve("id"), Keys.openSsh(ec, null));
    works(nobody().with("private_key", file.toString()));
  }

  @Test
  void triesSeveralKeysAndThePasswordAfterThem() throws Exception {
    KeyPair known = DropServer.key();
    KeyPair unknown = Keys.rsa();
    String both = Keys.openSsh(unknown, null) + Keys.openSsh(known, null);
    works(nobody().with("private_key", both).with("password", DropServer.PASSWORD));
    server.refusePasswords();
    server.know(known.getPublic());
    works(nobody().with("private_key", both));
    works(
        nobody()
            .with(
                "private_keys",
                List.of(
                    Map.of(
                        "private_key", Keys.openSsh(unknown, PASSPHRASE), "passphrase", PASSPHRASE),
                    Map.of("private_key", Keys.openSsh(known, null)))));
  }

  @Test
  void saysThatAPassphraseIsWrongOrMissing() throws Exception {
    KeyPair key = Keys.rsa();
    for (String locked : List.of(Keys.openSsh(key, PASSPHRASE), Keys.lockedPem(key, PASSPHRASE))) {
      SourceConfig source = nobody().with("private_key", locked);
      ConnectorException wrong = refused(source.with("passphrase", "another"));
      assertThat(wrong.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
      assertThat(wrong).hasMessageContaining("the passphrase does not open the private key");
      ConnectorException missing = refused(source);
      assertThat(missing.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
      assertThat(missing).hasMessageContaining("locked by a passphrase");
    }
  }

  @Test
  void saysThatAKeyIsNone() {
    ConnectorException none = refused(nobody().with("private_key", "/no/such/key"));
    assertThat(none.kind()).isEqualTo(ErrorKind.CONFIG);
    ConnectorException broken =
        refused(
            nobody()
                .with(
                    "private_key",
                    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
    assertThat(broken).hasMessageContaining("the private key cannot be read");
  }

  @Test
  void saysThatPasswordOrKeyIsWrong() throws Exception {
    ConnectorException password = refused(nobody().with("password", "wrong"));
    assertThat(password.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(password)
        .hasMessageContaining("does not let shop in")
        .hasMessageContaining("publickey")
        .hasMessageNotContaining("wrong");
    ConnectorException key = refused(nobody().with("private_key", Keys.pem(Keys.rsa())));
    assertThat(key.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(key).hasMessageContaining("private key");
  }

  @Test
  void answersAtTheKeyboard() throws IOException {
    server.server().setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
    server
        .server()
        .setKeyboardInteractiveAuthenticator(new DefaultKeyboardInteractiveAuthenticator());
    works(nobody().with("password", DropServer.PASSWORD));
    assertThat(refused(nobody().with("password", "wrong")).kind())
        .isEqualTo(ErrorKind.AUTHENTICATION);
  }

  @Test
  void showsKeyAndPasswordWhereBothAreAskedFor() throws Exception {
    org.apache.sshd.core.CoreModuleProperties.AUTH_METHODS.set(
        server.server(), "publickey,password");
    server
        .server()
        .setUserAuthFactories(
            List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
    KeyPair key = DropServer.key();
    server.know(key.getPublic());
    SourceConfig one = nobody().with("private_key", Keys.openSsh(key, null));
    works(one.with("password", DropServer.PASSWORD));
    assertThat(refused(one).kind()).isEqualTo(ErrorKind.AUTHENTICATION);
  }

  @Test
  void asksForAChangedPasswordOnceMore() {
    AtomicReference<String> stored = new AtomicReference<>("yesterday's");
    SecretStore store =
        name -> {
          String value = stored.get();
          stored.set(DropServer.PASSWORD);
          return java.util.Optional.of(value);
        };
    ConnectionStatus status =
        tried(
            nobody().with("password", "secret://drop"), ConnectorContext.defaults().secrets(store));
    assertThat(status.isOk()).as(status.toString()).isTrue();
  }

  // ------------------------------------------------------------------ which server it is

  private SourceConfig stranger() {
    return SourceConfig.of("SFTP", "drop")
        .with("host", "127.0.0.1")
        .with("port", server.port())
        .with("user", DropServer.USER)
        .with("password", DropServer.PASSWORD)
        .with("path", directory.toString())
        .with("max_retries", 0);
  }

  @Test
  @DisplayName("B4.66: a server is refused unless its key is known")
  void refusesServersThatNobodyVouchesFor() {
    assertThatThrownBy(() -> Reads.connector(stranger()))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("host_key")
        .hasMessageContaining("known_hosts");
  }

  @Test
  @DisplayName("B4.66: a changed host key is refused, and both keys are named")
  void refusesAChangedKey() {
    String other = DropServer.fingerprint(DropServer.key().getPublic());
    ConnectorException refused = refused(stranger().with("host_key", other));
    assertThat(refused.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(refused)
        .hasMessageContaining("host key is not the one expected")
        .hasMessageContaining(DropServer.fingerprint(server.hostKey().getPublic()))
        .hasMessageContaining("Somebody may stand between");
  }

  @Test
  @DisplayName("B4.66: any server is taken only by an explicit word")
  void takesAnyServerByAWord() {
    works(stranger().with("host_key", "insecure_any"));
  }

  @Test
  void takesFingerprintsAndKeys() {
    String other = DropServer.fingerprint(DropServer.key().getPublic());
    String right = DropServer.fingerprint(server.hostKey().getPublic());
    works(stranger().with("host_key", List.of(other, right)));
    String line = PublicKeyEntry.toString(server.hostKey().getPublic());
    works(stranger().with("host_key", line + " the partner's"));
  }

  @Test
  @DisplayName("B4.66: known_hosts, as a file or as lines, of whatever type of key")
  void takesKnownHosts() throws Exception {
    String line = PublicKeyEntry.toString(server.hostKey().getPublic());
    String known = "[127.0.0.1]:" + server.port() + " " + line + "\n";
    works(stranger().with("known_hosts", known));
    Path file = Files.writeString(directory.resolve("known"), "# ours\n" + known);
    works(stranger().with("known_hosts", file.toString()));
    ConnectorException missing = refused(stranger().with("known_hosts", "[elsewhere]:22 " + line));
    assertThat(missing).hasMessageContaining("is not among the known hosts");
    String another = PublicKeyEntry.toString(DropServer.key().getPublic());
    ConnectorException changed =
        refused(stranger().with("known_hosts", known.replace(line, another)));
    assertThat(changed).hasMessageContaining("not the one expected");
    assertThat(refused(stranger().with("known_hosts", "/no/such/file")))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void asksForTheKeyThatIsKnownWhereAServerHasSeveral() throws Exception {
    KeyPair rsa = Keys.rsa();
    server.server().setKeyPairProvider(KeyPairProvider.wrap(server.hostKey(), rsa));
    works(stranger().with("host_key", DropServer.fingerprint(rsa.getPublic())));
    works(stranger().with("host_key", DropServer.fingerprint(server.hostKey().getPublic())));
    String line = PublicKeyEntry.toString(rsa.getPublic());
    works(stranger().with("host_key", line));
    works(stranger().with("known_hosts", "[127.0.0.1]:" + server.port() + " " + line));
    String other = DropServer.fingerprint(DropServer.key().getPublic());
    assertThat(refused(stranger().with("host_key", other)))
        .hasMessageContaining(DropServer.fingerprint(rsa.getPublic()))
        .hasMessageContaining(DropServer.fingerprint(server.hostKey().getPublic()));
  }
}
