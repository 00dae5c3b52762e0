package dev.tributary.connector.cloudsql.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import okhttp3.tls.HeldCertificate;

/** Certificates of our own in files, as a server's and its clients' administrators have them. */
final class Certificates {
  static final String PASSWORD = "the-password-of-a-key";

  private final Path directory;
  private final HeldCertificate authority =
      new HeldCertificate.Builder().commonName("our CA").certificateAuthority(0).rsa2048().build();

  /** Makes an authority whose certificate is {@link #ca}. */
  Certificates(Path directory) throws IOException {
    this.directory = directory;
    write("ca.pem", authority.certificatePem(), "rw-r--r--");
  }

  /** Returns the file with the authority's certificate. */
  String ca() {
    return directory.resolve("ca.pem").toString();
  }

  /** Returns the file with a certificate that {@link #rsa} or {@link #ec} made. */
  String certificate(String name) {
    return directory.resolve(name + ".pem").toString();
  }

  /** Returns the file with its key. */
  String key(String name) {
    return directory.resolve(name + ".key").toString();
  }

  /** Makes a certificate with an RSA key. */
  HeldCertificate rsa(String name, String... hosts) throws IOException {
    return make(name, new HeldCertificate.Builder().rsa2048(), hosts);
  }

  /** Makes a certificate with a key on an elliptic curve. */
  HeldCertificate ec(String name, String... hosts) throws IOException {
    return make(name, new HeldCertificate.Builder().ecdsa256(), hosts);
  }

  private HeldCertificate make(String name, HeldCertificate.Builder builder, String... hosts)
      throws IOException {
    builder.commonName(name).signedBy(authority);
    for (String host : hosts) {
      builder.addSubjectAlternativeName(host);
    }
    HeldCertificate made = builder.build();
    write(name + ".pem", made.certificatePem(), "rw-r--r--");
    write(name + ".key", made.privateKeyPkcs8Pem(), "rw-------");
    return made;
  }

  /** Seals a key by {@link #PASSWORD}, as openssl does today. */
  String seal(HeldCertificate held, String name) throws IOException, GeneralSecurityException {
    String scheme = "PBEWithHmacSHA256AndAES_256";
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(scheme)
            .generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    byte[] sealed =
        new EncryptedPrivateKeyInfo(
                parameters, cipher.doFinal(held.keyPair().getPrivate().getEncoded()))
            .getEncoded();
    return write(
        name + ".key",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(sealed)
            + "\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "rw-------");
  }

  private String write(String name, String text, String permissions) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text, StandardCharsets.US_ASCII);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file.toString();
  }
}
