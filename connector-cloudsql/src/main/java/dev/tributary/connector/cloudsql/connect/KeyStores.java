package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Certificates and keys for Connector/J, which reads no PEM: they are put into key stores in files
 * that only this user reads and that end with {@link #close}.
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
    if (options.get(ConnectionOptions.DB_TYPE) == DbType.MYSQL) {
      try {
        made.addTrust(options);
        made.addKey(options);
      } catch (RuntimeException failed) {
        made.close();
        throw failed;
      }
    }
    return made;
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
            for (Certificate one : certificates(file.get())) {
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
      reading(options, ConnectionOptions.SSL_CERT, () -> chain.addAll(certificates(file.get())));
      reading(
          options,
          ConnectionOptions.SSL_KEY,
          () -> {
            KeyStore store = empty();
            PrivateKey key =
                key(
                    Files.readAllBytes(Path.of(options.get(ConnectionOptions.SSL_KEY))),
                    chain.get(0).getPublicKey().getAlgorithm(),
                    options.find(ConnectionOptions.SSL_KEY_PASSWORD));
            String password = password();
            store.setKeyEntry(
                "key", key, password.toCharArray(), chain.toArray(new Certificate[0]));
            add("clientCertificate", store, password);
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
    Path file = Files.createTempFile("tributary", ".p12");
    files.add(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    properties.setProperty(prefix + "KeyStoreUrl", file.toUri().toString());
    properties.setProperty(prefix + "KeyStoreType", "PKCS12");
    properties.setProperty(prefix + "KeyStorePassword", password);
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

  private static List<Certificate> certificates(String file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      List<Certificate> all =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (all.isEmpty()) {
        throw new GeneralSecurityException("there is no certificate in it");
      }
      return all;
    }
  }

  private static PrivateKey key(byte[] file, String algorithm, Optional<Secret> password)
      throws GeneralSecurityException, IOException {
    byte[] der = file;
    String text = new String(file, StandardCharsets.ISO_8859_1);
    if (text.contains("-----BEGIN")) {
      String body = text.replaceAll("(?s).*-----BEGIN [A-Z ]*KEY-----|-----END.*", "");
      der = Base64.getMimeDecoder().decode(body);
    }
    if (password.isPresent()) {
      EncryptedPrivateKeyInfo sealed = new EncryptedPrivateKeyInfo(der);
      Cipher cipher = Cipher.getInstance(sealed.getAlgName());
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(sealed.getAlgName())
              .generateSecret(new PBEKeySpec(password.get().reveal().toCharArray())),
          sealed.getAlgParameters());
      return KeyFactory.getInstance(algorithm).generatePrivate(sealed.getKeySpec(cipher));
    }
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
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
          .remedy("Name a PEM file that this process may read")
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
