package dev.tributary.connector.sftp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.jspecify.annotations.Nullable;

/** Private keys as people have them. */
final class Keys {
  private Keys() {}

  static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  /** OpenSSH's own form. */
  static String openSsh(KeyPair key, @Nullable String passphrase) throws Exception {
    OpenSSHKeyEncryptionContext lock = null;
    if (passphrase != null) {
      lock = new OpenSSHKeyEncryptionContext();
      lock.setCipherType("256");
      lock.setPassword(passphrase);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", lock, text);
    return text.toString(StandardCharsets.UTF_8);
  }

  /** PKCS #8 as PEM. */
  static String pem(KeyPair key) {
    return pem("PRIVATE KEY", key.getPrivate().getEncoded());
  }

  /** PKCS #8 as PEM behind a passphrase. */
  static String lockedPem(KeyPair key, String passphrase) throws Exception {
    String algorithm = "PBEWithHmacSHA256AndAES_256";
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(passphrase.toCharArray())));
    byte[] locked = cipher.doFinal(key.getPrivate().getEncoded());
    AlgorithmParameters parameters = cipher.getParameters();
    return pem("ENCRYPTED PRIVATE KEY", locked(parameters, locked));
  }

  private static byte[] locked(AlgorithmParameters parameters, byte[] key) throws Exception {
    try {
      return new EncryptedPrivateKeyInfo(parameters, key).getEncoded();
    } catch (NoSuchAlgorithmException older) {
      // before JDK 19 it does not know its own names
      byte[] name = HexFormat.of().parseHex("06092a864886f70d01050d");
      return der(0x30, der(0x30, name, parameters.getEncoded()), der(4, key));
    }
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x82);
    out.write(content.size() >> 8);
    out.write(content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static String pem(String name, byte[] bytes) {
    return "-----BEGIN "
        + name
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + name
        + "-----\n";
  }
}
