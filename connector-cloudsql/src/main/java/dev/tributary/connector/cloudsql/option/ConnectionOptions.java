package dev.tributary.connector.cloudsql.option;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The connection: where the server is, who asks, and how long anything may take.
 *
 * @since 0.1.0
 */
public final class ConnectionOptions {
  /** Which server it is. */
  public static final Option<DbType> DB_TYPE =
      Option.enumeration("db_type", DbType.class)
          .required()
          .doc("`postgres`, or `mysql` for MySQL and MariaDB");

  /** The instance at Cloud SQL. */
  public static final Option<String> INSTANCE_CONNECTION_NAME =
      Option.string("instance_connection_name")
          .matching(
              "[a-z0-9.:_-]+:[a-z0-9-]+:[a-z0-9-]+", "an instance as `project:region:instance`")
          .doc(
              "The instance at Cloud SQL, reached through Google's socket factory, which must be"
                  + " among the host's dependencies")
          .example("my-project:europe-west1:orders");

  /** By which address the instance is reached. */
  public static final Option<List<String>> IP_TYPES =
      Option.strings("ip_types")
          .check(
              types -> types.stream().allMatch(type -> type.matches("(?i)PUBLIC|PRIVATE|PSC")),
              "`PUBLIC`, `PRIVATE` or `PSC`, in the order to try")
          .doc("By which of its addresses the instance is reached: `PUBLIC`, `PRIVATE`, `PSC`")
          .example("[PRIVATE, PUBLIC]");

  /** Whether the login is Google's. */
  public static final Option<Boolean> IAM_AUTHENTICATION =
      Option.bool("iam_authentication", false)
          .doc(
              "Whether Google's IAM says who asks: then there is no `password`. Needs"
                  + " `instance_connection_name`");

  /** The server's name or address. */
  public static final Option<String> HOST =
      Option.string("host")
          .matching(
              "[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[?(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]+)?\\]?",
              "a host's name or address, without scheme, port or parameters")
          .doc("The server's name or address");

  /** The server's port. */
  public static final Option<Integer> PORT =
      Option.integer("port").between(1, 65_535).doc("The server's port; 5432 or 3306 if not set");

  /** The server's socket. */
  public static final Option<String> SOCKET =
      Option.string("socket")
          .matching("/[^\\x00-\\x1f]{1,106}", "the absolute path of a socket")
          .doc(
              "The Unix socket of a server on this machine; of PostgreSQL with the file's name."
                  + " Needs junixsocket among the host's dependencies")
          .example("/var/run/postgresql/.s.PGSQL.5432");

  /** All that in a URL. */
  public static final Option<String> JDBC_URL =
      Option.string("jdbc_url")
          .doc(
              "Host, port, database and driver's parameters as a JDBC URL. Its parameters are"
                  + " checked like `connection_args`; `user` and `password` stand apart")
          .example("jdbc:postgresql://db.example.com:5432/orders?sslmode=verify-full");

  /** The database. */
  public static final Option<String> DATABASE =
      Option.string("database")
          .matching("[^\\x00-\\x1f]{1,63}", "the name of a database")
          .doc("The database. Required unless `jdbc_url` names it");

  /** Who asks. */
  public static final Option<String> USER =
      Option.string("user").doc("Who asks; best one that may only read");

  /** The user's password. */
  public static final Option<Secret> PASSWORD =
      Option.secret("password").doc("The user's password, best as `secret://name`");

  /** What the driver is told besides. */
  public static final Option<Map<String, Secret>> CONNECTION_ARGS =
      Option.secrets("connection_args")
          .orElse(Map.of())
          .doc(
              "What the driver is told besides, by the names of [these"
                  + " tables](cloudsql-connecting.md)");

  /** How the line is protected. */
  public static final Option<SslMode> SSL_MODE =
      Option.enumeration("ssl_mode", SslMode.class)
          .doc(
              "How far the line is protected: `disable`, `prefer` (unless set), `require`,"
                  + " `verify_ca`, `verify_full`")
          .example("verify_full");

  /** Who vouches for the server. */
  public static final Option<String> SSL_ROOT_CERT =
      Option.string("ssl_root_cert")
          .doc("The file with the certificates, PEM, of whoever vouches for the server");

  /** Our certificate. */
  public static final Option<String> SSL_CERT =
      Option.string("ssl_cert").doc("The file with our own certificate, PEM");

  /** The key to our certificate. */
  public static final Option<String> SSL_KEY =
      Option.string("ssl_key").doc("The file with the key of `ssl_cert`, PKCS #8 as PEM or DER");

  /** The password of that key. */
  public static final Option<Secret> SSL_KEY_PASSWORD =
      Option.secret("ssl_key_password").doc("The password of `ssl_key`, if it has one");

  /** How long to wait for a connection. */
  public static final Option<Duration> TIMEOUT =
      Option.seconds("timeout", 30)
          .between(Duration.ofSeconds(1), Duration.ofHours(1))
          .doc("How long to wait for a connection to be made, and for each answer of the login");

  /** How long the server may take for an answer. */
  public static final Option<Duration> QUERY_TIMEOUT =
      Option.seconds("query_timeout", 300)
          .atMost(Duration.ofDays(20))
          .doc(
              "How long the server may take over a question, and how long it may be silent while it"
                  + " sends rows; kept by the server and here. 0 for no limit. How long all rows of"
                  + " a table take is not limited");

  /** How long to wait for a lock. */
  public static final Option<Duration> LOCK_TIMEOUT =
      Option.seconds("lock_timeout", 30)
          .between(Duration.ofSeconds(1), Duration.ofDays(1))
          .doc("How long to wait for a table that somebody else has locked");

  /** How often to try again. */
  public static final Option<Integer> MAX_RETRIES =
      Option.integer("max_retries", 3)
          .between(0, 100)
          .doc("How often a connection that failed in passing is tried again");

  /** How many connections there may be. */
  public static final Option<Integer> MAX_POOL_SIZE =
      Option.integer("max_pool_size")
          .between(1, 1_000)
          .doc(
              "How many connections there may be at once; as many as there are workers, and one for"
                  + " the snapshot that they share, if not set");

  /** How long unused connections are kept. */
  public static final Option<Duration> IDLE_TIMEOUT =
      Option.seconds("idle_timeout", 60)
          .between(Duration.ofSeconds(10), Duration.ofHours(1))
          .doc("How long a connection that nobody uses is kept");

  /** How old a connection may become. */
  public static final Option<Duration> MAX_LIFETIME =
      Option.seconds("max_lifetime", 1_800)
          .between(Duration.ofSeconds(30), Duration.ofDays(1))
          .doc("How old a connection may become before another one is made for the next use");

  /** What to run first on each connection. */
  public static final Option<List<String>> BEFORE_SELECT =
      Option.strings("before_select")
          .orElse(List.of())
          .doc(
              "Statements that are run on each new connection, such as `SET ROLE reporting`; they"
                  + " cannot write, and what the connector pins they do not change")
          .example("SET search_path = sales");

  /** All of them. */
  public static final OptionSet ALL =
      OptionSet.of(
              DB_TYPE,
              INSTANCE_CONNECTION_NAME,
              IP_TYPES,
              IAM_AUTHENTICATION,
              HOST,
              PORT,
              SOCKET,
              JDBC_URL,
              DATABASE,
              USER,
              PASSWORD,
              CONNECTION_ARGS,
              SSL_MODE,
              SSL_ROOT_CERT,
              SSL_CERT,
              SSL_KEY,
              SSL_KEY_PASSWORD,
              TIMEOUT,
              QUERY_TIMEOUT,
              LOCK_TIMEOUT,
              MAX_RETRIES,
              MAX_POOL_SIZE,
              IDLE_TIMEOUT,
              MAX_LIFETIME,
              BEFORE_SELECT)
          .oneOf(INSTANCE_CONNECTION_NAME, HOST, SOCKET, JDBC_URL)
          .exclusive(INSTANCE_CONNECTION_NAME, HOST, SOCKET, JDBC_URL)
          .exclusive(PORT, INSTANCE_CONNECTION_NAME)
          .exclusive(PORT, SOCKET)
          .exclusive(PORT, JDBC_URL)
          .together(SSL_CERT, SSL_KEY);

  private ConnectionOptions() {}
}
