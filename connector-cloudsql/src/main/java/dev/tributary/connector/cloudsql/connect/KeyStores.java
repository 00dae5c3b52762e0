package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Certificates and keys for the drivers. MySQL's reads no PEM, and PostgreSQL's not every key in
 * it: so they are put into key stores in files that only this user reads and that end with {@link
 * #close}. Only whom to trust is told to PostgreSQL's driver as it is.
 */
final class KeyStores implements AutoCloseable {
  private final List<Path> files = new ArrayList<>();
  private final Properties properties = new Properties();

  private KeyStores() {}

  /**
   * Makes the key stores that the options ask for.
   *
   * @throws ConnectorException of kind CONFIG, naming the option, if a file cannot be used
   */
  static KeyStores of(Options options) {
    KeyStores made = new KeyStores();
    try {
      if (options.get(ConnectionOptions.DB_TYPE) == DbType.MYSQL) {
        made.addTrust(options);
      } else {
        made.checkTrust(options);
      }
      made.addKey(options);
    } catch (RuntimeException failed) {
      made.close();
      throw failed;
    }
    return made;
  }

  private void checkTrust(Options options) {
    options
        .find(ConnectionOptions.SSL_ROOT_CERT)
        .ifPresent(
            file ->
                reading(
                    options,
                    ConnectionOptions.SSL_ROOT_CERT,
                    () -> {
                      PemFiles.certificates(Path.of(file));
                      properties.setProperty("sslrootcert", file);
                    }));
  }

  private void addTrust(Options options) {
    Optional<String> file = options.find(ConnectionOptions.SSL_ROOT_CERT);
    if (file.isPresent()) {
      reading(
          options,
          ConnectionOptions.SSL_ROOT_CERT,
          () -> {
            KeyStore store = empty();
            int number = 0;
            for (Certificate one : PemFiles.certificates(Path.of(file.get()))) {
              store.setCertificateEntry("ca" + number++, one);
            }
            add("trustCertificate", store);
            properties.setProperty("fallbackToSystemTrustStore", "false");
          });
    }
  }

  private void addKey(Options options) {
    Optional<String> file = options.find(ConnectionOptions.SSL_CERT);
    if (file.isPresent()) {
      List<Certificate> chain = new ArrayList<>();
      reading(
          options,
          ConnectionOptions.SSL_CERT,
          () -> chain.addAll(PemFiles.certificates(Path.of(file.get()))));
      reading(
          options,
          ConnectionOptions.SSL_KEY,
          () -> {
            PrivateKey key =
                PemFiles.key(
                    Path.of(options.get(ConnectionOptions.SSL_KEY)),
                    chain.get(0).getPublicKey().getAlgorithm(),
                    options.find(ConnectionOptions.SSL_KEY_PASSWORD));
            String password = password();
            KeyStore store = empty();
            // the alias that PostgreSQL's driver looks for
            store.setKeyEntry(
                "user", key, password.toCharArray(), chain.toArray(new Certificate[0]));
            if (options.get(ConnectionOptions.DB_TYPE) == DbType.MYSQL) {
              add("clientCertificate", store, password);
            } else {
              properties.setProperty("sslkey", write(store, password).toString());
              properties.setProperty("sslpassword", password);
            }
          });
    }
  }

  /** Adds what the driver is to be told. */
  void addTo(Properties told) {
    told.putAll(properties);
  }

  private void add(String prefix, KeyStore store) throws GeneralSecurityException, IOException {
    add(prefix, store, password());
  }

  private void add(String prefix, KeyStore store, String password)
      throws GeneralSecurityException, IOException {
    Path file = write(store, password);
    properties.setProperty(prefix + "KeyStoreUrl", file.toUri().toString());
    properties.setProperty(prefix + "KeyStoreType", "PKCS12");
    properties.setProperty(prefix + "KeyStorePassword", password);
  }

  private Path write(KeyStore store, String password) throws GeneralSecurityException, IOException {
    Path file = Files.createTempFile("tributary", ".p12");
    files.add(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static String password() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  private interface Reading {
    void read() throws GeneralSecurityException, IOException;
  }

  /** Says which option's file cannot be used, and nothing of what is in it. */
  private static void reading(Options options, Option<?> option, Reading reading) {
    try {
      reading.read();
    } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "the file of `"
                  + option.name()
                  + "` cannot be used: "
                  + unreadable.getClass().getSimpleName())
          .place(options.where(option))
          .remedy(
              option == ConnectionOptions.SSL_KEY
                  ? "Name a file that this process may read, with the key of `ssl_cert` in the form"
                      + " PKCS #8, as `openssl pkcs8 -topk8` makes it, and `ssl_key_password` if it"
                      + " is sealed"
                  : "Name a PEM file that this process may read")
          .build();
    }
  }

  @Override
  public void close() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException stays) {
        file.toFile().deleteOnExit();
      }
    }
  }
}
