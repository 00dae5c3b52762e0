package dev.tributary.connector.sftp.ssh;

import com.hierynomus.sshj.transport.cipher.GcmCipher;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.util.List;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.cipher.BlockCipher;
import net.schmizz.sshj.transport.cipher.Cipher;

/**
 * AES by the JDK, which has the processor do it; the library would take it from Bouncy Castle, many
 * times slower, and so that most of the time of a read went there.
 */
final class PlatformCiphers {
  private static final int[] KEY_BITS = {128, 256, 192};
  private static final int BLOCK = 16;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private PlatformCiphers() {}

  /** Returns the ciphers, fastest first. */
  static List<Factory.Named<Cipher>> all() {
    return List.of(
        new Named("aes128-gcm@openssh.com", KEY_BITS[0], true),
        new Named("aes256-gcm@openssh.com", KEY_BITS[1], true),
        new Named("aes128-ctr", KEY_BITS[0], false),
        new Named("aes192-ctr", KEY_BITS[2], false),
        new Named("aes256-ctr", KEY_BITS[1], false));
  }

  private static javax.crypto.Cipher platform(String transformation) {
    try {
      return javax.crypto.Cipher.getInstance(transformation);
    } catch (GeneralSecurityException missing) {
      throw new SSHRuntimeException(missing);
    }
  }

  /** Makes one cipher for each direction of a line. */
  private record Named(String name, int bits, boolean isAuthenticated)
      implements Factory.Named<Cipher> {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public Cipher create() {
      return isAuthenticated ? new Gcm(bits / Byte.SIZE) : new Ctr(bits / Byte.SIZE);
    }
  }

  /** Enciphers and authenticates. */
  private static final class Gcm extends GcmCipher {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    Gcm(int keyBytes) {
      super(NONCE, TAG, keyBytes, "AES", TRANSFORMATION);
    }

    @Override
    protected void initCipher(javax.crypto.Cipher theirs, Mode mode, byte[] key, byte[] iv)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      cipher = platform(TRANSFORMATION);
      super.initCipher(cipher, mode, key, iv);
    }
  }

  /** Enciphers; a MAC authenticates. */
  private static final class Ctr extends BlockCipher {
    private static final String TRANSFORMATION = "AES/CTR/NoPadding";

    Ctr(int keyBytes) {
      super(BLOCK, keyBytes, "AES", TRANSFORMATION);
    }

    @Override
    protected void initCipher(javax.crypto.Cipher theirs, Mode mode, byte[] key, byte[] iv)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      cipher = platform(TRANSFORMATION);
      super.initCipher(cipher, mode, key, iv);
    }
  }
}
