package dev.tributary.connector.pipeline.secret;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.pipeline.document.FileNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets in a PKCS #12 keystore, encrypted with its password. Such a file is made and filled here,
 * or by {@code keytool -importpass -storetype PKCS12 -alias shop_token}. New values replace the
 * file in one step. The file is read each time, so that what others write is seen. Thread-safe in
 * one process; of two processes that write at once, one's value may be lost.
 *
 * @since 0.1.0
 */
public final class KeystoreSecrets implements SecretStore {
  private static final String TYPE = "PKCS12";

  /** Stands for any bytes; what they mean is not the keystore's business. */
  private static final String ALGORITHM = "AES";

  private final Path file;
  private final Secret password;

  private KeystoreSecrets(Path file, Secret password) {
    this.file = file;
    this.password = password;
  }

  /**
   * Returns the secrets of a keystore, which is made with the first value that is written.
   *
   * @param file the keystore
   * @param password its password, and that of its entries
   */
  public static KeystoreSecrets at(Path file, Secret password) {
    return new KeystoreSecrets(file, password);
  }

  @Override
  public synchronized Optional<String> read(String name) {
    char[] unlocking = password.reveal().toCharArray();
    try {
      KeyStore store = load(unlocking);
      Key key = store.getKey(FileNames.encode(name), unlocking);
      return key == null
          ? Optional.empty()
          : Optional.of(new String(key.getEncoded(), StandardCharsets.UTF_8));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | GeneralSecurityException failure) {
      throw unusable(name, failure);
    } finally {
      Arrays.fill(unlocking, ' ');
    }
  }

  @Override
  public synchronized void write(String name, String value) {
    char[] unlocking = password.reveal().toCharArray();
    try {
      KeyStore store = loadOrNew(unlocking);
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      store.setEntry(
          FileNames.encode(name),
          new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, ALGORITHM)),
          new KeyStore.PasswordProtection(unlocking));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, unlocking);
      SecretFile.replace(file, out.toByteArray());
    } catch (IOException | GeneralSecurityException failure) {
      throw unusable(name, failure);
    } finally {
      Arrays.fill(unlocking, ' ');
    }
  }

  private KeyStore loadOrNew(char[] unlocking) throws IOException, GeneralSecurityException {
    try {
      return load(unlocking);
    } catch (NoSuchFileException none) {
      KeyStore fresh = KeyStore.getInstance(TYPE);
      fresh.load(null, unlocking);
      return fresh;
    }
  }

  private KeyStore load(char[] unlocking) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(in, unlocking);
      return store;
    }
  }

  private ConnectorException unusable(String name, Exception failure) {
    boolean wrongPassword =
        failure instanceof UnrecoverableKeyException
            || failure.getCause() instanceof UnrecoverableKeyException;
    if (wrongPassword) {
      return ConnectorException.of(
              ErrorKind.AUTHENTICATION, "the keystore does not open with its password")
          .place(file.toString())
          .remedy("Give the password that it was made with")
          .build();
    }
    String what = "the keystore cannot be used for the secret `" + name + "`";
    IOException cause =
        failure instanceof IOException io ? io : new IOException(failure.toString(), failure);
    return SecretFile.unusable(what, file, cause);
  }

  @Override
  public String toString() {
    return "secrets in the keystore " + file;
  }
}
