package dev.tributary.connector.sftp.option;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Secret;
import java.time.Duration;
import java.util.List;

/**
 * The server, who logs in there, and how long anything may take.
 *
 * @since 0.1.0
 */
public final class SftpOptions {
  /** The word in {@link #HOST_KEY} that takes any server for the right one. */
  public static final String INSECURE = "insecure_any";

  /** The server. */
  public static final Option<String> HOST =
      Option.string("host")
          .required()
          .matching(
              "[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[?(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]+)?\\]?",
              "a host's name or address, without scheme, port or path")
          .doc("The server's name or address")
          .example("sftp.example.com");

  /** Its port. */
  public static final Option<Integer> PORT =
      Option.integer("port", 22).between(1, 65_535).doc("The server's port");

  /** Who logs in. */
  public static final Option<String> USER =
      Option.string("user").required().doc("Who logs in").example("shop");

  /** The password. */
  public static final Option<Secret> PASSWORD =
      Option.secret("password")
          .doc(
              "The password, best as `secret://name`; told where the server asks for one by"
                  + " `password` or `keyboard-interactive`")
          .example("secret://partner_password");

  /** The private key. */
  public static final Option<Secret> PRIVATE_KEY =
      Option.secret("private_key")
          .doc(
              "The private key: its text, best as `secret://name`, or the path of its file."
                  + " OpenSSH, PEM and PuTTY; several may follow one another in one text")
          .example("secret://partner_key");

  /** What opens the private key. */
  public static final Option<Secret> PASSPHRASE =
      Option.secret("passphrase").doc("The passphrase of the private key, if it has one");

  /** Several private keys. */
  public static final Option<List<Options>> PRIVATE_KEYS =
      Option.objects("private_keys", OptionSet.of(PRIVATE_KEY.required(), PASSPHRASE))
          .orElse(List.of())
          .doc("Several private keys, each with its own `passphrase`, to be tried in this order");

  /** The server's key. */
  public static final Option<List<String>> HOST_KEY =
      Option.strings("host_key")
          .doc(
              "The server's own key, as a fingerprint (`SHA256:…`) or as a line of it (`ssh-ed25519"
                  + " AAAA…`); several while it changes. `"
                  + INSECURE
                  + "` takes whoever answers for the server: only for tests")
          .example("SHA256:uNiVztksCsDhcc0u9e8BrWgt7BDzHoW9yLPa0JaOnbk");

  /** The servers' keys. */
  public static final Option<String> KNOWN_HOSTS =
      Option.string("known_hosts")
          .doc("The servers' keys as a file of OpenSSH's form, or its lines themselves")
          .example("/etc/ssh/ssh_known_hosts");

  /** The root. */
  public static final Option<String> ROOT =
      Option.string("path", "")
          .check(path -> path.indexOf('\0') < 0, "a path")
          .doc(
              "The directory that the files are in; nothing outside is touched. Where the login"
                  + " leads to, if not set")
          .example("/out");

  /** How long to wait. */
  public static final Option<Duration> TIMEOUT =
      Option.seconds("timeout", 30)
          .between(Duration.ofSeconds(1), Duration.ofHours(1))
          .doc(
              "How long to wait for the line, for each step of the login and for each answer; a"
                  + " server that is silent for longer is left and connected to anew");

  /** How often to try again. */
  public static final Option<Integer> MAX_RETRIES =
      Option.integer("max_retries", 3)
          .between(0, 100)
          .doc(
              "How often a line that was cut, stalled or could not be had is made again without a"
                  + " byte of progress; reading goes on where it was");

  /** How many connections. */
  public static final Option<Integer> MAX_CONNECTIONS =
      Option.integer("max_connections", 10)
          .between(1, 100)
          .doc(
              "How many connections there may be at once; more workers share them, and so they do"
                  + " when the server takes no more");

  /** All of them. */
  public static final OptionSet ALL =
      OptionSet.of(
              HOST,
              PORT,
              USER,
              PASSWORD,
              PRIVATE_KEY,
              PASSPHRASE,
              PRIVATE_KEYS,
              HOST_KEY,
              KNOWN_HOSTS,
              ROOT,
              TIMEOUT,
              MAX_RETRIES,
              MAX_CONNECTIONS)
          .oneOf(PASSWORD, PRIVATE_KEY, PRIVATE_KEYS)
          .oneOf(HOST_KEY, KNOWN_HOSTS)
          .exclusive(HOST_KEY, KNOWN_HOSTS)
          .exclusive(PRIVATE_KEY, PRIVATE_KEYS);

  private SftpOptions() {}
}
