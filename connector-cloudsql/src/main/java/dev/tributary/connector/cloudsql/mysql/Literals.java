package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values as literals that mean the same in every mode and character set of the server: texts in
 * hexadecimal with their character set, numbers in digits, times as typed literals.
 */
final class Literals {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,80}");
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{0,400})?([eE][+-]?[0-9]{1,3})?");
  private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*");
  private static final Pattern CLOCK =
      Pattern.compile("-?[0-9]{2,3}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?");
  private static final Pattern MOMENT =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?))?"
              + "(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?");

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private Literals() {}

  static String of(TableColumn column, String text) {
    ColumnType type = ColumnType.of(column);
    return switch (type.form()) {
      case SIGNED, UNSIGNED, YEAR, BITS, MEMBER -> number(column, text, WHOLE);
      case TRUTH -> truth(column, text);
      case DECIMAL -> decimal(column, text);
      case FLOAT, DOUBLE -> floating(column, text);
      case DATE -> date(column, text);
      case DATETIME, TIMESTAMP -> moment(column, text);
      case TIME -> matching(text, CLOCK) ? "TIME'" + text + "'" : wrong(column, text);
      case BINARY -> hex(column, text, "");
      case TEXT -> type.byBytes() ? hex(column, text, "_" + type.charset() + " ") : text(text);
      case UUID, ADDRESS, JSON, GEOMETRY, UNKNOWN -> text(text);
    };
  }

  /** A text of any characters. */
  static String text(String text) {
    return "_utf8mb4 X'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
  }

  private static String hex(TableColumn column, String text, String introducer) {
    return matching(text, HEX) ? introducer + "X'" + text + "'" : wrong(column, text);
  }

  private static String number(TableColumn column, String text, Pattern form) {
    return matching(text, form) ? text : wrong(column, text);
  }

  private static String truth(TableColumn column, String text) {
    return switch (text) {
      case "true" -> "1";
      case "false" -> "0";
      default -> number(column, text, WHOLE);
    };
  }

  /** A number with an exponent would be a floating-point number to the server. */
  private static String decimal(TableColumn column, String text) {
    return new BigDecimal(number(column, text, NUMBER)).toPlainString();
  }

  /** A number without an exponent would be a decimal, and compare otherwise. */
  private static String floating(TableColumn column, String text) {
    String number = number(column, text, NUMBER);
    return number.indexOf('E') < 0 && number.indexOf('e') < 0 ? number + "e0" : number;
  }

  private static String date(TableColumn column, String text) {
    var parts = MOMENT.matcher(text);
    if (!parts.matches()) {
      return wrong(column, text);
    }
    String day = parts.group(1);
    return isDay(day) ? "DATE'" + day + "'" : day.replace("-", "");
  }

  /**
   * A time of day with a zone is brought to UTC, which is the session's. What no calendar has, such
   * as the zero date, is no typed literal; its digits as a number compare well.
   */
  private static String moment(TableColumn column, String text) {
    var parts = MOMENT.matcher(text);
    if (!parts.matches()) {
      return wrong(column, text);
    }
    String day = parts.group(1);
    String clock = parts.group(2) == null ? "00:00:00" : parts.group(2);
    String zone = parts.group(3);
    if (clock.length() == 5) {
      clock += ":00";
    }
    clock = clock.substring(0, Math.min(clock.length(), 15));
    if (!isDay(day)) {
      return (day + clock).replace("-", "").replace(":", "");
    }
    if (zone != null && !zone.equals("Z")) {
      return "TIMESTAMP'" + utc(day + "T" + clock, zone) + "'";
    }
    return "TIMESTAMP'" + day + " " + clock + "'";
  }

  private static String utc(String time, String zone) {
    String digits = zone.replace(":", "");
    String whole =
        digits.substring(0, 3) + ":" + (digits.length() > 3 ? digits.substring(3) : "00");
    var utc = OffsetDateTime.parse(time + whole).withOffsetSameInstant(ZoneOffset.UTC);
    return MICROS.format(utc);
  }

  private static boolean isDay(String day) {
    try {
      // year 0 is one to us, and not to the server's literals
      return LocalDate.parse(day).getYear() > 0;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static boolean matching(String text, Pattern form) {
    return form.matcher(text).matches();
  }

  private static String wrong(TableColumn column, String text) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    throw ConnectorException.of(
            ErrorKind.CONFIG, "`" + shown + "` is no value of a column of type " + column.type())
        .place("column " + column.name())
        .build();
  }
}
