package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.connect.JdbcUrl.HostAndPort;
import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.cloudsql.option.SslMode;
import dev.tributary.connector.option.Options;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where to connect and what to tell the driver.
 *
 * <p>Made of options that {@link TargetCheck} found right. Secrets are read when {@link
 * #properties} is asked.
 */
final class Target {
  private static final String POSTGRES_FACTORY = "com.google.cloud.sql.postgres.SocketFactory";
  private static final String MYSQL_FACTORY = "com.google.cloud.sql.mysql.SocketFactory";
  private static final String POSTGRES_SOCKETS =
      "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg";
  private static final String MYSQL_SOCKETS = "org.newsclub.net.mysql.AFUNIXDatabaseSocketFactory";

  private final Options options;
  private final String sourceId;
  private final DbType type;
  private final List<HostAndPort> hosts;
  private final String database;
  private final Map<String, String> urlArguments;

  private Target(
      Options options,
      String sourceId,
      DbType type,
      List<HostAndPort> hosts,
      String database,
      Map<String, String> urlArguments) {
    this.options = options;
    this.sourceId = sourceId;
    this.type = type;
    this.hosts = hosts;
    this.database = database;
    this.urlArguments = urlArguments;
  }

  /** Returns what options that are right mean. */
  static Target of(Options options, String sourceId) {
    DbType type = options.get(ConnectionOptions.DB_TYPE);
    int port = options.find(ConnectionOptions.PORT).orElse(JdbcUrl.port(type));
    String database = options.find(ConnectionOptions.DATABASE).orElse("");
    if (options.isSet(ConnectionOptions.JDBC_URL)) {
      try {
        JdbcUrl url = JdbcUrl.parse(options.get(ConnectionOptions.JDBC_URL), type);
        return new Target(
            options,
            sourceId,
            type,
            url.hosts(),
            database.isEmpty() ? url.database() : database,
            url.parameters());
      } catch (JdbcUrl.Unfit unchecked) {
        throw new IllegalStateException(unchecked);
      }
    }
    String host =
        options
            .find(ConnectionOptions.HOST)
            .map(name -> name.replace("[", "").replace("]", ""))
            .orElse("localhost");
    return new Target(
        options, sourceId, type, List.of(new HostAndPort(host, port)), database, Map.of());
  }

  /** Returns the server's kind. */
  DbType type() {
    return type;
  }

  /** Returns the database's name. */
  String database() {
    return database;
  }

  /** Returns the user's name; empty if none was given. */
  String user() {
    return options.find(ConnectionOptions.USER).orElse("");
  }

  /** Returns the host for people. */
  String host() {
    return options
        .find(ConnectionOptions.INSTANCE_CONNECTION_NAME)
        .or(() -> options.find(ConnectionOptions.SOCKET))
        .orElse(hosts.stream().map(HostAndPort::toString).collect(Collectors.joining(",")));
  }

  /** Returns host and database for people. */
  String place() {
    return host() + ", database " + database;
  }

  /** Returns the time within which each step of a connection has to come. */
  Duration timeout() {
    return options.get(ConnectionOptions.TIMEOUT);
  }

  /** Returns the class of a factory that must be there, or nothing. */
  String factory() {
    if (options.isSet(ConnectionOptions.INSTANCE_CONNECTION_NAME)) {
      return type == DbType.POSTGRES ? POSTGRES_FACTORY : MYSQL_FACTORY;
    }
    if (options.isSet(ConnectionOptions.SOCKET)) {
      return type == DbType.POSTGRES ? POSTGRES_SOCKETS : MYSQL_SOCKETS;
    }
    return "";
  }

  /** Returns the URL for the driver: hosts and database, nothing else. */
  String url() {
    String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    String protocol = type == DbType.POSTGRES ? "jdbc:postgresql://" : "jdbc:mysql://";
    boolean byFactory = !factory().isEmpty();
    String all =
        byFactory
            ? "localhost"
            : hosts.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
    return protocol + all + "/" + encoded;
  }

  /**
   * Returns what the driver is told, secrets read.
   *
   * @param again whether secrets are read anew, since the login with those known was refused
   */
  Properties properties(boolean again) {
    Map<String, String> told = new HashMap<>();
    if (type == DbType.POSTGRES) {
      postgres(told);
    } else {
      mySql(told);
    }
    Map<String, String> given = new HashMap<>(urlArguments);
    options
        .get(ConnectionOptions.CONNECTION_ARGS)
        .forEach((name, value) -> given.put(name, again ? value.revealAgain() : value.reveal()));
    given.forEach((name, value) -> tell(told, name, value));
    if (options.isSet(ConnectionOptions.SSL_MODE)) {
      tell(told, "ssl_mode", options.get(ConnectionOptions.SSL_MODE).name());
    }
    options.find(ConnectionOptions.USER).ifPresent(user -> told.put("user", user));
    options
        .find(ConnectionOptions.PASSWORD)
        .ifPresent(
            password -> told.put("password", again ? password.revealAgain() : password.reveal()));
    byFactory(told);
    Properties properties = new Properties();
    told.forEach(properties::setProperty);
    return properties;
  }

  private Arguments arguments() {
    return arguments(type);
  }

  /** Returns what the driver of a server may be told. */
  static Arguments arguments(DbType type) {
    return type == DbType.POSTGRES ? PostgresArguments.ALL : MySqlArguments.ALL;
  }

  private void tell(Map<String, String> told, String name, String value) {
    Argument friendly = arguments().friendly(name).orElse(null);
    String property = friendly == null ? arguments().own(name).orElseThrow() : friendly.property();
    String translated = friendly == null ? value : friendly.translate(value).orElse(value);
    String bound = told.get(property);
    if (bound != null && property.matches("connectTimeout|socketTimeout")) {
      long least = Math.min(Long.parseLong(bound), Long.parseLong(translated.strip()));
      told.put(property, Long.toString(least));
    } else if (property.equals("connectionAttributes") && friendly != null) {
      told.put(property, "program_name:" + value.replaceAll("[,:]", "-"));
    } else {
      told.put(property, translated);
    }
  }

  private void postgres(Map<String, String> told) {
    String seconds = Long.toString(Math.max(1, timeout().toSeconds()));
    told.put("ApplicationName", "tributary/" + sourceId);
    told.put("connectTimeout", seconds);
    told.put("socketTimeout", seconds);
    told.put("cancelSignalTimeout", "1");
    told.put("tcpKeepAlive", "true");
  }

  private void mySql(Map<String, String> told) {
    String millis = Long.toString(timeout().toMillis());
    told.put("connectionAttributes", "program_name:tributary/" + sourceId);
    told.put("connectTimeout", millis);
    told.put("socketTimeout", millis);
    told.put("tcpKeepAlive", "true");
    told.put("allowLoadLocalInfile", "false");
    told.put("allowUrlInLocalInfile", "false");
    told.put("allowMultiQueries", "false");
    told.put("characterEncoding", "UTF-8");
    told.put("connectionTimeZone", "UTC");
    told.put("jdbcCompliantTruncation", "false");
    // the session's own net_write_timeout is raised once instead of before each result
    told.put("netTimeoutForStreamingResults", "0");
    told.put("tinyInt1isBit", "false");
    told.put("yearIsDateType", "false");
    told.put("openTelemetry", "DISABLED");
  }

  private void byFactory(Map<String, String> told) {
    String factory = factory();
    if (factory.isEmpty()) {
      return;
    }
    told.put("socketFactory", factory);
    if (options.isSet(ConnectionOptions.SOCKET)) {
      String socket = options.get(ConnectionOptions.SOCKET);
      told.put(type == DbType.POSTGRES ? "socketFactoryArg" : "junixsocket.file", socket);
    } else {
      told.put("cloudSqlInstance", options.get(ConnectionOptions.INSTANCE_CONNECTION_NAME));
      options
          .find(ConnectionOptions.IP_TYPES)
          .ifPresent(
              types -> told.put("ipTypes", String.join(",", types).toUpperCase(Locale.ROOT)));
      if (options.get(ConnectionOptions.IAM_AUTHENTICATION)) {
        told.put("enableIamAuth", "true");
        // the factory puts its token in the password's place, which the driver wants to be there
        told.putIfAbsent("password", "iam");
      }
    }
    // a local socket needs no TLS of the driver's, and Google's factory brings its own
    tell(told, "ssl_mode", SslMode.DISABLE.name());
  }
}
