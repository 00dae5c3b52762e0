package dev.tributary.connector.sftp.ssh;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.sftp.option.SftpOptions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.jspecify.annotations.Nullable;

/** Which keys the server may show. Immutable and thread-safe. */
final class HostKeys {
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}=?");
  private static final Pattern KEY =
      Pattern.compile("((?:ssh|ecdsa|sk)-[a-z0-9@.-]+)\\s+([A-Za-z0-9+/]{32,}=*)(\\s.*)?");

  private final boolean any;
  private final Set<String> fingerprints;
  private final List<String> types;
  private final @Nullable OpenSSHKnownHosts known;

  private HostKeys(
      boolean any,
      Set<String> fingerprints,
      List<String> types,
      @Nullable OpenSSHKnownHosts known) {
    this.any = any;
    this.fingerprints = Set.copyOf(fingerprints);
    this.types = List.copyOf(types);
    this.known = known;
  }

  /** Reports what is no key. */
  static void check(Options options, Problems problems) {
    for (String text : options.find(SftpOptions.HOST_KEY).orElse(List.of())) {
      if (!isInsecure(text) && fingerprint(text.strip()) == null) {
        problems.error(
            SftpOptions.HOST_KEY,
            "\"" + text + "\" is neither a fingerprint nor a public key",
            "Write the fingerprint as `ssh-keygen -lf` shows it, SHA256:…, or the key's line");
      }
    }
  }

  /**
   * Returns the keys that the options tell.
   *
   * @throws ConnectorException of kind CONFIG if a file cannot be read
   */
  static HostKeys of(Options options, Config config) {
    boolean any = false;
    Set<String> fingerprints = new HashSet<>();
    List<String> types = new ArrayList<>();
    for (String text : options.find(SftpOptions.HOST_KEY).orElse(List.of())) {
      String found = fingerprint(text.strip());
      if (found != null) {
        fingerprints.add(found);
        if (!text.strip().startsWith("SHA256:")) {
          types.add(text.strip().split("\\s+", 2)[0]);
        }
      }
      any |= isInsecure(text);
    }
    String known = options.find(SftpOptions.KNOWN_HOSTS).orElse(null);
    return new HostKeys(
        any, fingerprints, types, known == null ? null : knownHosts(known, options, config));
  }

  private static boolean isInsecure(String text) {
    return text.strip().toLowerCase(Locale.ROOT).equals(SftpOptions.INSECURE);
  }

  private static OpenSSHKnownHosts knownHosts(String text, Options options, Config config) {
    try {
      boolean lines = Pattern.compile("\\s(ssh|ecdsa|sk)-").matcher(text).find();
      String content = lines ? text : Files.readString(Path.of(text));
      return new OpenSSHKnownHosts(new StringReader(content), config.getLoggerFactory());
    } catch (IOException | InvalidPathException unread) {
      throw ConnectorException.of(ErrorKind.CONFIG, "the known hosts cannot be read")
          .place(options.where(SftpOptions.KNOWN_HOSTS))
          .said(unread.toString())
          .remedy("Name a file that is there, or set `host_key`")
          .cause(unread)
          .build();
    }
  }

  private static @Nullable String fingerprint(String text) {
    if (FINGERPRINT.matcher(text).matches()) {
      return text.endsWith("=") ? text.substring(0, text.length() - 1) : text;
    }
    var key = KEY.matcher(text);
    if (!key.matches()) {
      return null;
    }
    try {
      return fingerprint(Base64.getDecoder().decode(key.group(2)));
    } catch (IllegalArgumentException wrong) {
      return null;
    }
  }

  private static String fingerprint(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Returns the fingerprint of a key as people compare it. */
  static String fingerprint(PublicKey key) {
    return fingerprint(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
  }

  boolean accept(String host, int port, PublicKey key) {
    return any
        || fingerprints.contains(fingerprint(key))
        || (known != null && known.verify(host, port, key));
  }

  /** Returns the names of the types of keys that are known of the server; empty if none is. */
  List<String> types(String host, int port) {
    return known == null ? types : known.findExistingAlgorithms(host, port);
  }

  /**
   * Returns why the server is refused.
   *
   * @param shown the keys that it showed, as type and fingerprint
   */
  ConnectorException refusal(String host, int port, List<String> shown) {
    boolean stranger = known != null && types(host, port).isEmpty();
    String what =
        stranger
            ? "the server " + host + ":" + port + " is not among the known hosts"
            : "the server's host key is not the one expected: " + String.join(", ", shown);
    ConnectorException.Builder refused =
        ConnectorException.of(ErrorKind.CONFIG, what).place(host + ":" + port);
    return stranger
        ? refused
            .remedy("If the server's owner confirms " + shown + ", add it to `known_hosts`")
            .build()
        : refused
            .remedy(
                "Somebody may stand between you and the server. Only if the server's owner confirms"
                    + " the new key, put it into "
                    + (known == null ? "`host_key`" : "`known_hosts`"))
            .build();
  }

  static String name(PublicKey key) {
    return KeyType.fromKey(key).toString();
  }
}
