package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.error.ErrorKind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sorts failures by the codes of the servers and by what the line did. */
enum FailureKinds {
  /** The login was refused. */
  LOGIN(ErrorKind.AUTHENTICATION),
  /** Google's socket factory has nothing to log in to Google with. */
  NO_CREDENTIALS(ErrorKind.AUTHENTICATION),
  /** There is no such database. */
  NO_DATABASE(ErrorKind.NOT_FOUND),
  /** The user may not. */
  PERMISSION(ErrorKind.PERMISSION),
  /** There is no such table, column or function. */
  NOT_FOUND(ErrorKind.NOT_FOUND),
  /** A statement took too long. */
  TOO_LONG(ErrorKind.TRANSIENT),
  /** A lock was not given. */
  LOCKED(ErrorKind.TRANSIENT),
  /** A replica or another transaction stood in the way. */
  CONFLICT(ErrorKind.TRANSIENT),
  /** The server has no connection left. */
  FULL(ErrorKind.TRANSIENT),
  /** The server stops, starts, or the line broke. */
  DOWN(ErrorKind.TRANSIENT),
  /** Nobody listens there. */
  REFUSED(ErrorKind.TRANSIENT),
  /** The server was silent. */
  SILENT(ErrorKind.TRANSIENT),
  /** There is no host of this name. */
  NO_HOST(ErrorKind.CONFIG),
  /** TLS was not agreed on. */
  TLS(ErrorKind.CONFIG),
  /** A statement would write. */
  WRITES(ErrorKind.CONFIG),
  /** A statement is wrong. */
  STATEMENT(ErrorKind.CONFIG),
  /** The data are not what the statement takes them for. */
  DATA(ErrorKind.DATA),
  /** Anything else. */
  OTHER(ErrorKind.INTERNAL);

  private static final Set<Integer> MYSQL_LOGIN =
      Set.of(1045, 1698, 1130, 1251, 1820, 1862, 3118, 3955, 4151);
  private static final Set<Integer> MYSQL_PERMISSION =
      Set.of(1044, 1142, 1143, 1227, 1370, 1356, 1410);
  private static final Set<Integer> MYSQL_NOT_FOUND = Set.of(1146, 1054, 1051, 1109, 1305, 1630);
  private static final Set<Integer> MYSQL_FULL = Set.of(1040, 1203, 1226, 1129);
  private static final Set<Integer> MYSQL_DOWN =
      Set.of(1053, 1077, 1079, 1080, 1152, 1158, 1159, 1160, 1161, 1317, 1927, 2006, 2013, 4031);

  private final ErrorKind kind;

  FailureKinds(ErrorKind kind) {
    this.kind = kind;
  }

  /** Returns what hosts do about it. */
  ErrorKind kind() {
    return kind;
  }

  /** Returns whether a login was refused. */
  static boolean isRefusedLogin(SQLException failure) {
    return postgres(String.valueOf(failure.getSQLState()), "") == LOGIN
        || MYSQL_LOGIN.contains(failure.getErrorCode());
  }

  /** Returns what a failure is. */
  static FailureKinds of(SQLException failure, DbType type) {
    FailureKinds line = line(failure);
    if (line != null) {
      return line;
    }
    String state = String.valueOf(failure.getSQLState());
    String message = String.valueOf(failure.getMessage());
    return type == DbType.POSTGRES
        ? postgres(state, message)
        : mySql(failure.getErrorCode(), state, message);
  }

  /** Returns what the line did, if that is what failed. */
  private static @Nullable FailureKinds line(SQLException failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
      depth++;
      if (cause instanceof UnknownHostException) {
        return NO_HOST;
      } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
        String text = String.valueOf(cause.getMessage());
        return text.contains("timed out") ? SILENT : REFUSED;
      } else if (cause instanceof SocketTimeoutException) {
        return SILENT;
      } else if (cause instanceof SSLException ssl) {
        return isCut(ssl) ? DOWN : TLS;
      } else if (cause instanceof CertificateException) {
        return TLS;
      } else if (isWithoutCredentials(cause)) {
        return NO_CREDENTIALS;
      }
    }
    return null;
  }

  /** Google's factories raise nothing more telling, within whatever the drivers make of it. */
  private static boolean isWithoutCredentials(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return !(cause instanceof SQLException)
        && (text.contains("default credentials") || text.contains("obtain credentials"));
  }

  private static boolean isCut(SSLException failure) {
    String text = String.valueOf(failure.getMessage());
    return text.contains("terminated") || text.contains("closed") || text.contains("reset");
  }

  private static FailureKinds postgres(String state, String message) {
    return switch (state) {
      case "28P01", "28000" -> LOGIN;
      case "3D000", "57P04" -> NO_DATABASE;
      case "42501" -> PERMISSION;
      case "42P01", "42703", "3F000", "42883", "42704" -> NOT_FOUND;
      case "57014" -> message.contains("statement timeout") ? TOO_LONG : CONFLICT;
      case "55P03" -> LOCKED;
      case "53300" -> FULL;
      case "25006" -> WRITES;
      case "25P03", "25P04", "57P05" -> DOWN;
      case "08004" -> message.contains("SSL") ? TLS : LOGIN;
      case "0A000" -> message.contains("cached plan") ? CONFLICT : STATEMENT;
      case "null" -> OTHER;
      default -> ofClass(state, message);
    };
  }

  private static FailureKinds ofClass(String state, String message) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> isTls(message) ? TLS : DOWN;
      case "57", "53", "58" -> DOWN;
      case "40" -> CONFLICT;
      case "42", "26", "34" -> STATEMENT;
      case "22", "XX" -> DATA;
      default -> OTHER;
    };
  }

  /** PostgreSQL's driver says only in words that it does not trust the name of a server. */
  private static boolean isTls(String message) {
    return (message.contains("SSL") && !message.contains("I/O"))
        || message.contains("HostnameVerifier");
  }

  private static FailureKinds mySql(int code, String state, String message) {
    if (MYSQL_LOGIN.contains(code)) {
      return LOGIN;
    } else if (MYSQL_PERMISSION.contains(code)) {
      return PERMISSION;
    } else if (MYSQL_NOT_FOUND.contains(code)) {
      return NOT_FOUND;
    } else if (MYSQL_FULL.contains(code)) {
      return FULL;
    } else if (MYSQL_DOWN.contains(code)) {
      return DOWN;
    }
    return switch (code) {
      case 1049 -> NO_DATABASE;
      case 1205, 3572 -> LOCKED;
      case 3024, 1969 -> TOO_LONG;
      case 1213, 1412, 1020 -> CONFLICT;
      case 1792, 1290, 1223 -> WRITES;
      case 3159 -> TLS;
      case 0 -> unnumbered(state, message);
      default -> ofClass(state, message) == OTHER ? STATEMENT : ofClass(state, message);
    };
  }

  /** Sorts what the driver itself raised. */
  private static FailureKinds unnumbered(String state, String message) {
    if (message.contains("Public Key Retrieval") || message.contains("SSL")) {
      return TLS;
    }
    if (message.contains("read-only")) {
      return WRITES;
    }
    return state.startsWith("08") ? DOWN : OTHER;
  }
}
