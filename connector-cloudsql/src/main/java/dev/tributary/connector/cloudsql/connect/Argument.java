package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.SslMode;
import java.util.Locale;
import java.util.Optional;

/**
 * A friendly name of something that a driver can be told.
 *
 * @param name the friendly name, such as {@code connect_timeout}
 * @param property the driver's own name
 * @param unit how a value becomes the driver's
 * @param doc what it does
 */
record Argument(String name, String property, Unit unit, String doc) {
  /** How values are written, and how the driver wants them. */
  enum Unit {
    /** As it is. */
    TEXT("text"),
    /** {@code true} or {@code false}. */
    FLAG("true or false"),
    /** A whole number. */
    NUMBER("whole number"),
    /** Whole seconds, which the driver counts too. */
    SECONDS("seconds"),
    /** Seconds, of which the driver counts thousandths. */
    MILLIS("seconds"),
    /** A mode of TLS, by pgjdbc's words. */
    POSTGRES_TLS("an `ssl_mode`"),
    /** A mode of TLS, by Connector/J's words. */
    MYSQL_TLS("an `ssl_mode`");

    private final String label;

    Unit(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** Returns the driver's form of a value; empty if it is none of the unit's. */
  Optional<String> translate(String value) {
    String text = value.strip();
    return switch (unit) {
      case TEXT -> Optional.of(value);
      case FLAG ->
          Optional.of(text.toLowerCase(Locale.ROOT)).filter(flag -> flag.matches("true|false"));
      case NUMBER -> Optional.of(text).filter(number -> number.matches("-?[0-9]{1,9}"));
      case SECONDS -> seconds(text).map(millis -> Long.toString((millis + 999) / 1_000));
      case MILLIS -> seconds(text).map(millis -> Long.toString(millis));
      case POSTGRES_TLS -> tls(text).map(Argument::postgres);
      case MYSQL_TLS -> tls(text).map(Argument::mySql);
    };
  }

  private static Optional<Long> seconds(String text) {
    String number = text.endsWith("s") ? text.substring(0, text.length() - 1).strip() : text;
    return number.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")
        ? Optional.of(Math.round(Double.parseDouble(number) * 1_000))
        : Optional.empty();
  }

  private static Optional<SslMode> tls(String text) {
    String plain = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return switch (plain) {
      case "DISABLE", "DISABLED" -> Optional.of(SslMode.DISABLE);
      case "PREFER", "PREFERRED" -> Optional.of(SslMode.PREFER);
      case "REQUIRE", "REQUIRED" -> Optional.of(SslMode.REQUIRE);
      case "VERIFY_CA" -> Optional.of(SslMode.VERIFY_CA);
      case "VERIFY_FULL", "VERIFY_IDENTITY" -> Optional.of(SslMode.VERIFY_FULL);
      default -> Optional.empty();
    };
  }

  /** Returns pgjdbc's word for a mode. */
  static String postgres(SslMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns Connector/J's word for a mode. */
  static String mySql(SslMode mode) {
    return switch (mode) {
      case DISABLE -> "DISABLED";
      case PREFER -> "PREFERRED";
      case REQUIRE -> "REQUIRED";
      case VERIFY_CA -> "VERIFY_CA";
      case VERIFY_FULL -> "VERIFY_IDENTITY";
    };
  }
}
