package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.option.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads certificates and keys. */
final class PemFiles {
  private PemFiles() {}

  /** Returns all certificates of a file; at least one. */
  static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> all =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (all.isEmpty()) {
        throw new GeneralSecurityException("there is no certificate in it");
      }
      return all;
    }
  }

  /**
   * Returns the key of a file in the form PKCS #8, as PEM or DER.
   *
   * @param algorithm what the key is for, such as {@code RSA}
   * @param password the password that it is sealed with, if it is
   */
  static PrivateKey key(Path file, String algorithm, Optional<Secret> password)
      throws GeneralSecurityException, IOException {
    byte[] der = Files.readAllBytes(file);
    String text = new String(der, StandardCharsets.ISO_8859_1);
    if (text.contains("-----BEGIN")) {
      String body = text.replaceAll("(?s).*-----BEGIN [A-Z ]*KEY-----|-----END.*", "");
      der = Base64.getMimeDecoder().decode(body);
    }
    KeyFactory factory = KeyFactory.getInstance(algorithm);
    if (password.isEmpty()) {
      return factory.generatePrivate(new PKCS8EncodedKeySpec(der));
    }
    EncryptedPrivateKeyInfo sealed = new EncryptedPrivateKeyInfo(der);
    String scheme = scheme(sealed);
    Cipher cipher = Cipher.getInstance(scheme);
    PBEKeySpec told = new PBEKeySpec(password.get().reveal().toCharArray());
    cipher.init(
        Cipher.DECRYPT_MODE,
        SecretKeyFactory.getInstance(scheme).generateSecret(told),
        sealed.getAlgParameters());
    return factory.generatePrivate(sealed.getKeySpec(cipher));
  }

  /** The JDK calls the newer schemes all alike; their parameters tell which one it is. */
  private static String scheme(EncryptedPrivateKeyInfo sealed) {
    AlgorithmParameters parameters = sealed.getAlgParameters();
    boolean newer = sealed.getAlgName().matches("PBES2|1\\.2\\.840\\.113549\\.1\\.5\\.13");
    return newer && parameters != null ? parameters.toString() : sealed.getAlgName();
  }
}
