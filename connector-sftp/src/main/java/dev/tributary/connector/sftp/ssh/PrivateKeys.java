package dev.tributary.connector.sftp.ssh;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProviderUtil;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.jspecify.annotations.Nullable;

/** Reads private keys from texts and files. */
final class PrivateKeys {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?-----END [A-Z0-9 ]*PRIVATE KEY-----",
          Pattern.DOTALL);
  private static final String PUTTY = "PuTTY-User-Key-File-";
  private static final int LARGEST = 1 << 20;

  private PrivateKeys() {}

  /**
   * Returns the keys of a text, or of the file that it names.
   *
   * @param passphrase what opens them; null if they are open
   * @throws ConnectorException of kind AUTHENTICATION if the passphrase is wrong or missing; of
   *     kind CONFIG if there is no key
   */
  static List<KeyProvider> read(Config config, String given, @Nullable String passphrase) {
    String text = isKey(given) ? given : file(given);
    if (!text.strip().contains("\n")) {
      text = text.replace("\\n", "\n"); // as variables of the environment often hold them
    }
    List<String> blocks = new ArrayList<>();
    if (text.strip().startsWith(PUTTY)) {
      blocks.add(text.strip() + "\n");
    }
    for (Matcher pem = PEM.matcher(text); pem.find(); ) {
      blocks.add(pem.group() + "\n");
    }
    if (blocks.isEmpty()) {
      throw ConnectorException.of(ErrorKind.CONFIG, "what is given as private key holds none")
          .remedy("Give the whole text of the key, with its BEGIN and END lines, or its file")
          .build();
    }
    return blocks.stream().map(block -> key(config, block, passphrase)).toList();
  }

  private static boolean isKey(String given) {
    return given.contains("-----BEGIN ") || given.strip().startsWith(PUTTY);
  }

  private static String file(String path) {
    try {
      Path file = Path.of(path.strip());
      if (Files.size(file) > LARGEST) {
        throw new IOException("it is too large for a key");
      }
      return Files.readString(file);
    } catch (IOException | InvalidPathException unread) {
      // its message may hold what was meant as a key
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "the private key is neither a key's text nor a file that can be read")
          .remedy("Check the path, and that the process may read the file")
          .build();
    }
  }

  private static KeyProvider key(Config config, String text, @Nullable String passphrase) {
    Passphrase answer = new Passphrase(passphrase);
    try {
      String format = KeyProviderUtil.detectKeyFileFormat(text, false).toString();
      FileKeyProvider key = Factory.Named.Util.create(config.getFileKeyProviderFactories(), format);
      if (key == null) {
        throw new IOException("unknown form " + format);
      }
      key.init(text, null, answer);
      key.getPrivate();
      key.getPublic();
      return key;
    } catch (IOException | RuntimeException unread) {
      boolean locked = answer.asked || text.contains("ENCRYPTED");
      if (locked) {
        throw ConnectorException.of(
                ErrorKind.AUTHENTICATION,
                passphrase == null
                    ? "the private key is locked by a passphrase"
                    : "the passphrase does not open the private key")
            .remedy("Set `passphrase` to the one of this key")
            .build();
      }
      throw ConnectorException.of(ErrorKind.CONFIG, "the private key cannot be read")
          .said(unread.getMessage())
          .remedy("Give an OpenSSH, PEM or PuTTY key, of type ed25519, ecdsa or rsa")
          .build();
    }
  }

  /** Tells the passphrase, and remembers whether it was asked for. */
  private static final class Passphrase implements PasswordFinder {
    private final @Nullable String text;
    private boolean asked;

    Passphrase(@Nullable String text) {
      this.text = text;
    }

    @Override
    public char[] reqPassword(Resource<?> resource) {
      asked = true;
      return text == null ? new char[0] : text.toCharArray();
    }

    @Override
    public boolean shouldRetry(Resource<?> resource) {
      return false;
    }
  }
}
