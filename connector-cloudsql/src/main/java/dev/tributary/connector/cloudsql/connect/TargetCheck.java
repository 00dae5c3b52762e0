package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problem;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.option.Secret;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the options themselves cannot, without asking anybody.
 *
 * <p>Whoever writes a configuration may be somebody else than who runs the host: nothing in it may
 * load a class, read or write a file that is not named for that, or open a line to another place.
 */
final class TargetCheck {
  private final Options options;
  private final Problems problems;
  private final DbType type;
  private final Arguments arguments;
  private final Map<String, String> seen = new HashMap<>();

  private TargetCheck(Options options, Problems problems, DbType type) {
    this.options = options;
    this.problems = problems;
    this.type = type;
    this.arguments = Target.arguments(type);
  }

  /** Reports everything that is wrong. */
  static void check(Options options, Problems problems) {
    Optional<DbType> type = options.find(ConnectionOptions.DB_TYPE);
    if (type.isPresent()) {
      new TargetCheck(options, problems, type.get()).check();
    }
  }

  private void check() {
    checkDatabase();
    checkLogin();
    options
        .find(ConnectionOptions.CONNECTION_ARGS)
        .ifPresent(
            given ->
                given.forEach(
                    (name, value) ->
                        checkArgument("connection_args." + name, name, () -> shown(value))));
    if (options.isSet(ConnectionOptions.SSL_MODE)) {
      claim("ssl_mode", "ssl_mode");
    }
  }

  /** Returns a value that is no reference, since none is read here. */
  private static @Nullable String shown(Secret value) {
    return value.reference().isEmpty() ? value.reveal() : null;
  }

  private void checkDatabase() {
    String database = options.find(ConnectionOptions.DATABASE).orElse("");
    if (!options.isSet(ConnectionOptions.JDBC_URL)) {
      if (database.isEmpty()) {
        problems.error(ConnectionOptions.DATABASE, "is required", "Name the database to read from");
      }
      return;
    }
    try {
      JdbcUrl url = JdbcUrl.parse(options.get(ConnectionOptions.JDBC_URL), type);
      if (database.isEmpty() && url.database().isEmpty()) {
        problems.error(ConnectionOptions.DATABASE, "is required", "Name the database to read from");
      } else if (!database.isEmpty()
          && !url.database().isEmpty()
          && !database.equals(url.database())) {
        problems.error(
            ConnectionOptions.DATABASE,
            "is another one than in `jdbc_url`",
            "Name the database in one of them");
      }
      url.parameters().forEach((name, value) -> checkArgument("jdbc_url", name, () -> value));
    } catch (JdbcUrl.Unfit unfit) {
      problems.error(
          ConnectionOptions.JDBC_URL,
          String.valueOf(unfit.getMessage()),
          "Write `host`, `port` and `database` instead, or a URL of that form");
    }
  }

  private void checkLogin() {
    boolean iam = options.get(ConnectionOptions.IAM_AUTHENTICATION);
    if (iam && !options.isSet(ConnectionOptions.INSTANCE_CONNECTION_NAME)) {
      problems.error(
          ConnectionOptions.IAM_AUTHENTICATION,
          "needs `instance_connection_name`",
          "Name the instance, or log in with `user` and `password`");
    }
    if (iam && options.isSet(ConnectionOptions.PASSWORD)) {
      problems.error(
          ConnectionOptions.PASSWORD,
          "is not used together with `iam_authentication`",
          "Remove one of them");
    }
    if (options.isSet(ConnectionOptions.IP_TYPES)
        && !options.isSet(ConnectionOptions.INSTANCE_CONNECTION_NAME)) {
      problems.error(ConnectionOptions.IP_TYPES, "needs `instance_connection_name`", "Remove it");
    }
  }

  private void checkArgument(String path, String name, Supplier<@Nullable String> given) {
    Optional<Refusal> refused = arguments.refused(name);
    Optional<Argument> friendly = arguments.friendly(name);
    if (friendly.isPresent()) {
      claim(path, friendly.get().property());
      String value = given.get();
      if (value != null && friendly.get().translate(value).isEmpty()) {
        problems.error(
            path, "`" + name + "` must be " + friendly.get().unit().label(), "Correct its value");
      }
    } else if (refused.isPresent()) {
      problems.error(
          path,
          "`" + name + "` is refused: it " + refused.get().reason(),
          refused.get() == Refusal.OPTION ? remedy(name) : "Remove it");
    } else if (arguments.own(name).isPresent()) {
      claim(path, arguments.own(name).get());
    } else {
      unknown(path, name);
    }
  }

  private static String remedy(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "password" -> "Write it as `password`, best as `secret://name`";
      case "user" -> "Write it as `user`";
      case "ssl", "usessl", "requiressl", "verifyservercertificate" -> "Write `ssl_mode`";
      case "sslrootcert", "trustcertificatekeystoreurl" -> "Write `ssl_root_cert`";
      case "sslcert", "sslkey", "sslpassword" ->
          "Write `ssl_cert`, `ssl_key` and `ssl_key_password`";
      case "cloudsqlinstance", "enableiamauth", "iptypes" ->
          "Write `instance_connection_name`, `iam_authentication` and `ip_types`";
      default -> "Write `host`, `port` and `database`";
    };
  }

  /** What is said twice has no meaning that somebody could rely on. */
  private void claim(String path, String name) {
    String property = arguments.friendly(name).map(Argument::property).orElse(name);
    String before = seen.putIfAbsent(property.toLowerCase(Locale.ROOT), path);
    if (before != null) {
      problems.error(path, "says what `" + before + "` says too", "Remove one of them");
    }
  }

  /** Lets the options' own check find what was meant. */
  private void unknown(String path, String name) {
    OptionSet known =
        OptionSet.of(arguments.names().stream().map(Option::string).toArray(Option<?>[]::new));
    Problems found = Problems.empty();
    known.bind(Configuration.empty().with(name, ""), found, Resolver.none());
    String remedy =
        found.errors().stream()
            .map(Problem::message)
            .filter(message -> message.contains("did you mean"))
            .map(message -> "Did" + message.substring(message.indexOf("did you mean") + 3))
            .findFirst()
            .orElse("See docs/cloudsql.md for the names that there are");
    problems.error(path, "the driver knows no `" + name + "`", remedy);
  }
}
