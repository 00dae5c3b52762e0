package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says what a failure of the server or of the line means. Thread-safe. */
final class Failures {
  private static final int LONGEST = 500;

  private final Target target;
  private final LockHolders holders;
  private final Options options;

  Failures(Target target, LockHolders holders, Options options) {
    this.target = target;
    this.holders = holders;
    this.options = options;
  }

  /** Returns what a failure of a session means. */
  ConnectorException of(Exception failure) {
    return of(failure, ConnectionOptions.QUERY_TIMEOUT);
  }

  /** Returns what a failure to connect means. */
  ConnectorException connecting(Exception failure) {
    return of(failure, ConnectionOptions.TIMEOUT);
  }

  private ConnectorException of(Exception failure, Option<Duration> patience) {
    SQLException sql = null;
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
      depth++;
      if (cause instanceof ConnectorException known) {
        return known;
      }
      if (cause instanceof SQLException one && (sql == null || sql.getSQLState() == null)) {
        sql = one;
      }
    }
    if (sql == null) {
      ErrorKind kind = failure instanceof IOException ? ErrorKind.TRANSIENT : ErrorKind.INTERNAL;
      String message = failure.getMessage();
      return ConnectorException.of(
              kind, failure.getClass().getSimpleName() + (message == null ? "" : ": " + message))
          .cause(failure)
          .build();
    }
    FailureKinds kind = FailureKinds.of(sql, target.type());
    return (kind == FailureKinds.SILENT ? silence(patience) : explained(kind, sql))
        .cause(failure)
        .build();
  }

  /** Returns the failure of a server that does not answer a login. */
  ConnectorException silent() {
    return silence(ConnectionOptions.TIMEOUT).build();
  }

  private ConnectorException.Builder explained(FailureKinds kind, SQLException failure) {
    String said = said(failure);
    return switch (kind) {
      case LOGIN ->
          of(kind, "the server does not let " + user() + " in: " + said)
              .remedy("Check `user` and `password`, and from where the server lets this user in");
      case NO_CREDENTIALS ->
          of(kind, "Google's socket factory cannot log in to Google: " + said)
              .remedy(
                  "Give this process application default credentials that have the role Cloud SQL"
                      + " Client");
      case NO_DATABASE ->
          of(kind, "there is no database \"" + target.database() + "\": " + said)
              .remedy("Check `database`");
      case PERMISSION -> of(kind, said).remedy(grant(said));
      case NOT_FOUND -> of(kind, said).remedy("Check the name; names may differ in case");
      case TOO_LONG ->
          of(kind, "the server took longer than " + limit(ConnectionOptions.QUERY_TIMEOUT) + held())
              .remedy("Raise `query_timeout`, or ask for less at once")
              .unrepeatable();
      case LOCKED ->
          of(kind, "a lock was not given within " + limit(ConnectionOptions.LOCK_TIMEOUT) + held())
              .remedy("Try again when it is free, or raise `lock_timeout`")
              .unrepeatable();
      case CONFLICT -> of(kind, said);
      case FULL ->
          of(kind, "the server has no connection left: " + said)
              .remedy("Lower `max_parallel_workers`, or raise the server's limit");
      case DOWN -> of(kind, "the connection to the server is gone: " + said);
      case REFUSED ->
          of(kind, "nobody listens there: " + said)
              .remedy("Check `host` and `port`, and that the server runs");
      case NO_HOST -> of(kind, "there is no host of this name").remedy("Check `host`");
      case TLS ->
          of(kind, "no line was agreed on that is protected as `ssl_mode` asks: " + said)
              .remedy(
                  "Check `ssl_mode`, `ssl_root_cert`, and that `host` is a name in the server's"
                      + " certificate"
                      + publicKey(said));
      case WRITES ->
          of(kind, "a statement would write, and this connection only reads: " + said)
              .remedy("Ask only for what reads");
      case STATEMENT -> of(kind, "the server does not take a statement: " + said);
      case SILENT, DATA, OTHER -> of(kind, said);
    };
  }

  private ConnectorException.Builder of(FailureKinds kind, String what) {
    return ConnectorException.of(kind.kind(), what).place(target.place());
  }

  private ConnectorException.Builder silence(Option<Duration> limit) {
    return of(FailureKinds.SILENT, "the server was silent for longer than " + limit(limit))
        .remedy("Check that it is up and that nothing on the way drops the line");
  }

  private String limit(Option<Duration> option) {
    return "`" + option.name() + "` allows (" + show(options.get(option)) + ")";
  }

  /** Returns a duration as people write it in options. */
  static String show(Duration duration) {
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private String held() {
    return holders.ask().map(who -> "; " + who).orElse("");
  }

  private String user() {
    return target.user().isEmpty() ? "a user without name" : "user \"" + target.user() + "\"";
  }

  private String grant(String said) {
    String user = target.user().isEmpty() ? "the user" : target.user();
    String table = said.replaceAll("(?s).*(?:table|view|relation) [\"']?([^\"'\\s]+).*", "$1");
    return table.equals(said)
        ? "Have somebody grant it to " + user
        : "GRANT SELECT ON " + table + " TO " + user;
  }

  private static String publicKey(String said) {
    return said.contains("Public Key")
        ? ", or set `allow_public_key_retrieval` in `connection_args` if nobody sits on the line"
        : "";
  }

  /** Returns the server's own words: what happened, without rows that its details may quote. */
  private String said(SQLException failure) {
    String said = words(failure);
    String plain = said.replaceAll("\\s+", " ").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }

  private String words(SQLException failure) {
    if (target.type() == DbType.POSTGRES && failure instanceof PSQLException known) {
      ServerErrorMessage server = known.getServerErrorMessage();
      if (server != null && server.getMessage() != null) {
        return server.getMessage();
      }
    }
    String deepest = null;
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
      depth++;
      deepest = cause.getMessage() == null ? deepest : cause.getMessage();
    }
    String own = String.valueOf(failure.getMessage());
    boolean says =
        !own.startsWith("Communications link failure")
            && !own.startsWith("Could not create connection to database server")
            && !"99999".equals(failure.getSQLState()); // of PostgreSQL's driver: unexpected
    return orName(says ? failure.getMessage() : deepest, failure);
  }

  private static String orName(@Nullable String words, SQLException failure) {
    return words == null ? failure.getClass().getSimpleName() : words;
  }
}
