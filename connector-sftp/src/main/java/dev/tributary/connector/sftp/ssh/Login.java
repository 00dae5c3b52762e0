package dev.tributary.connector.sftp.ssh;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.sftp.option.SftpOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.jspecify.annotations.Nullable;

/** Who we say we are. Secrets are asked for when they are told, and once more after a refusal. */
final class Login {
  private final Options options;
  private final Config config;
  private @Nullable Credentials credentials; // guarded by this

  /** Texts as they were last revealed, and the keys that were read from them. */
  private record Credentials(
      List<@Nullable String> texts, @Nullable String password, List<KeyProvider> keys) {}

  Login(Options options, Config config) {
    this.options = options;
    this.config = config;
  }

  /**
   * Logs a connected client in: by each key, by password, by keyboard-interactive.
   *
   * @throws ConnectorException of kind AUTHENTICATION if the server refuses
   * @throws IOException if the line fails
   */
  void in(SSHClient client) throws IOException {
    Credentials told = credentials();
    List<AuthMethod> methods = new ArrayList<>();
    told.keys().forEach(key -> methods.add(new AuthPublickey(key)));
    String password = told.password();
    if (password != null) {
      methods.add(new AuthPassword(new Answer(password)));
      methods.add(new AuthKeyboardInteractive(new Challenges(password)));
    }
    try {
      client.auth(options.get(SftpOptions.USER), methods);
    } catch (UserAuthException refused) {
      if (!client.getTransport().isRunning() && !isRefusal(refused)) {
        throw refused; // the line broke while we logged in
      }
      throw refusal(client, refused);
    } catch (TransportException ended) {
      if (isRefusal(ended)) {
        throw refusal(client, ended);
      }
      throw ended;
    }
  }

  private static boolean isRefusal(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof TransportException ended) {
        DisconnectReason reason = ended.getDisconnectReason();
        return reason == DisconnectReason.NO_MORE_AUTH_METHODS_AVAILABLE
            || reason == DisconnectReason.ILLEGAL_USER_NAME
            // OpenSSH after too many attempts
            || (reason == DisconnectReason.PROTOCOL_ERROR
                && String.valueOf(ended.getMessage()).contains("authentication failures"));
      }
    }
    return false;
  }

  private ConnectorException refusal(SSHClient client, Exception cause) {
    String allowed = String.join(", ", client.getUserAuth().getAllowedMethods());
    return ConnectorException.of(
            ErrorKind.AUTHENTICATION,
            "the server does not let " + options.get(SftpOptions.USER) + " in")
        .said(allowed.isEmpty() ? null : "it takes " + allowed)
        .remedy("Check `user` and " + given() + ", and that the server knows them")
        .cause(cause)
        .build();
  }

  private String given() {
    boolean password = options.isSet(SftpOptions.PASSWORD);
    boolean key = options.isSet(SftpOptions.PRIVATE_KEY) || options.isSet(SftpOptions.PRIVATE_KEYS);
    return password && key ? "`password` and private key" : key ? "the private key" : "`password`";
  }

  private synchronized Credentials credentials() {
    Credentials known = credentials;
    if (known == null) {
      known = read(texts(false));
      credentials = known;
    }
    return known;
  }

  /** Asks for the secrets once more, and returns whether they are others now. */
  synchronized boolean renew() {
    Credentials before = credentials;
    List<@Nullable String> now = texts(true);
    if (before != null && before.texts().equals(now)) {
      return false;
    }
    credentials = read(now);
    return true;
  }

  /** The password, then each key and its passphrase. */
  private List<@Nullable String> texts(boolean again) {
    List<@Nullable String> texts = new ArrayList<>();
    texts.add(reveal(options.find(SftpOptions.PASSWORD).orElse(null), again));
    List<Options> keys = new ArrayList<>(options.get(SftpOptions.PRIVATE_KEYS));
    if (options.isSet(SftpOptions.PRIVATE_KEY)) {
      keys.add(options);
    }
    for (Options each : keys) {
      texts.add(reveal(each.find(SftpOptions.PRIVATE_KEY).orElse(null), again));
      texts.add(reveal(each.find(SftpOptions.PASSPHRASE).orElse(null), again));
    }
    return texts;
  }

  private static @Nullable String reveal(@Nullable Secret secret, boolean again) {
    return secret == null ? null : again ? secret.revealAgain() : secret.reveal();
  }

  private Credentials read(List<@Nullable String> texts) {
    List<KeyProvider> keys = new ArrayList<>();
    for (int i = 1; i < texts.size(); i += 2) {
      String key = texts.get(i);
      if (key != null) {
        keys.addAll(PrivateKeys.read(config, key, texts.get(i + 1)));
      }
    }
    return new Credentials(texts, texts.get(0), keys);
  }

  /** Tells the password once. */
  private record Answer(String password) implements PasswordFinder {
    @Override
    public char[] reqPassword(Resource<?> resource) {
      return password.toCharArray();
    }

    @Override
    public boolean shouldRetry(Resource<?> resource) {
      return false;
    }

    @Override
    public String toString() {
      return "a password";
    }
  }
}
