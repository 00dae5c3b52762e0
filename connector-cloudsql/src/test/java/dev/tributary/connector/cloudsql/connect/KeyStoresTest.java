package dev.tributary.connector.cloudsql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Properties;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of PEM as the drivers take them. */
class KeyStoresTest {
  @TempDir Path directory;

  private static SourceConfig source(String dbType) {
    return SourceConfig.of("CLOUD_SQL", "db")
        .with("db_type", dbType)
        .with("host", "h")
        .with("database", "d");
  }

  @Test
  void keepsWhatMySqlIsToldInFilesOfThisUserOnlyAndAsLongAsItIsOpen() throws Exception {
    Certificates certificates = new Certificates(directory);
    HeldCertificate client = certificates.ec("client");
    SourceConfig source =
        source("mysql")
            .with("ssl_root_cert", certificates.ca())
            .with("ssl_cert", certificates.certificate("client"))
            .with("ssl_key", certificates.seal(client, "sealed"))
            .with("ssl_key_password", Certificates.PASSWORD);
    Properties told = new Properties();
    Path file;
    try (KeyStores stores = KeyStores.of(Databases.bound(source))) {
      stores.addTo(told);
      file = Path.of(URI.create(told.getProperty("clientCertificateKeyStoreUrl")));
      assertThat(Files.getPosixFilePermissions(file))
          .extracting(Enum::name)
          .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
      assertThat(key(file, told.getProperty("clientCertificateKeyStorePassword")))
          .isEqualTo(client.keyPair().getPrivate());
      assertThat(Path.of(URI.create(told.getProperty("trustCertificateKeyStoreUrl")))).exists();
      assertThat(told).containsEntry("fallbackToSystemTrustStore", "false");
    }
    assertThat(file).doesNotExist();
    assertThat(told.toString()).doesNotContain(Certificates.PASSWORD);
  }

  @Test
  void takesEveryKindOfKeyForPostgres() throws Exception {
    Certificates certificates = new Certificates(directory);
    HeldCertificate rsa = certificates.rsa("rsa");
    HeldCertificate ec = certificates.ec("ec");
    for (String name : new String[] {"rsa", "ec"}) {
      HeldCertificate held = name.equals("rsa") ? rsa : ec;
      for (boolean sealed : new boolean[] {false, true}) {
        SourceConfig source =
            source("postgres")
                .with("ssl_root_cert", certificates.ca())
                .with("ssl_cert", certificates.certificate(name))
                .with("ssl_key", certificates.key(name));
        if (sealed) {
          source =
              source
                  .with("ssl_key", certificates.seal(held, name + "-sealed"))
                  .with("ssl_key_password", Certificates.PASSWORD);
        }
        try (KeyStores stores = KeyStores.of(Databases.bound(source))) {
          Properties told = new Properties();
          stores.addTo(told);
          assertThat(told).containsEntry("sslrootcert", certificates.ca());
          assertThat(key(Path.of(told.getProperty("sslkey")), told.getProperty("sslpassword")))
              .isEqualTo(held.keyPair().getPrivate());
        }
      }
    }
  }

  private static PrivateKey key(Path file, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return (PrivateKey) store.getKey("user", password.toCharArray());
  }

  @Test
  void namesTheOptionWhoseFileCannotBeUsedAndNothingOfWhatIsInIt() throws Exception {
    Certificates certificates = new Certificates(directory);
    HeldCertificate client = certificates.rsa("client");
    Path older = directory.resolve("older.key");
    Files.writeString(older, client.privateKeyPkcs1Pem());
    String sealed = certificates.seal(client, "sealed");
    for (String dbType : new String[] {"postgres", "mysql"}) {
      SourceConfig source = source(dbType).with("ssl_cert", certificates.certificate("client"));
      assertThat(
              refused(
                  source(dbType).with("ssl_root_cert", directory.resolve("absent.pem").toString())))
          .hasMessageContaining("`ssl_root_cert` cannot be used: NoSuchFileException");
      assertThat(refused(source(dbType).with("ssl_root_cert", older.toString())))
          .hasMessageContaining("`ssl_root_cert` cannot be used");
      assertThat(refused(source.with("ssl_key", older.toString())))
          .hasMessageContaining("`ssl_key` cannot be used")
          .hasMessageContaining("openssl pkcs8 -topk8");
      assertThat(refused(source.with("ssl_key", sealed).with("ssl_key_password", "wrong-one")))
          .hasMessageContaining("`ssl_key` cannot be used")
          .hasMessageNotContaining("wrong-one");
    }
  }

  private static ConnectorException refused(SourceConfig source) {
    ConnectorException refused =
        catchThrowableOfType(
            ConnectorException.class, () -> KeyStores.of(Databases.bound(source)).close());
    assertThat(refused.kind()).isEqualTo(ErrorKind.CONFIG);
    return refused;
  }
}
