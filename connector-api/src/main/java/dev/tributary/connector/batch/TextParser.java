package dev.tributary.connector.batch;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads canonical texts back; other forms are a decoder's business. */
final class TextParser {
  private static final int LONGEST_NUMBER = 20_000;
  private static final int LONGEST_UUID = 36;

  private TextParser() {}

  static void put(ColumnWriter to, String text) {
    try {
      parse(to, text);
    } catch (DateTimeException | NumberFormatException noSuchText) {
      throw unread(to, text, noSuchText);
    }
  }

  private static void parse(ColumnWriter to, String text) {
    switch (to.code) {
      case Layout.BOOLEAN:
        if (!text.equals("true") && !text.equals("false")) {
          throw unread(to, text, null);
        }
        ValueWriter.putBoolean(to, text.equals("true"));
        break;
      case Layout.INT32:
      case Layout.INT64:
        ValueWriter.putLong(to, Long.parseLong(text));
        break;
      case Layout.FLOAT32:
      case Layout.FLOAT64:
      case Layout.DECIMAL:
        number(to, text);
        break;
      case Layout.BYTES:
        try {
          byte[] bytes = Base64.getDecoder().decode(text);
          ValueWriter.putBytes(to, bytes, 0, bytes.length);
        } catch (IllegalArgumentException noBase64) {
          throw unread(to, text, noBase64);
        }
        break;
      case Layout.DATE:
        if (text.equals("infinity") || text.equals("-infinity")) {
          ValueWriter.putDays(to, text.equals("infinity") ? Layout.LAST_DAY : Layout.FIRST_DAY);
        } else {
          ValueWriter.putObject(to, LocalDate.parse(text));
        }
        break;
      case Layout.TIME:
        if (text.equals("24:00:00")) {
          ValueWriter.putMicros(to, Layout.DAY_MICROS, 0);
        } else {
          ValueWriter.putObject(to, LocalTime.parse(text));
        }
        break;
      case Layout.DURATION:
        ValueWriter.putObject(to, Duration.parse(text));
        break;
      case Layout.TIMESTAMP:
      case Layout.TIMESTAMP_TZ:
        if (text.equals("infinity") || text.equals("-infinity")) {
          long mark = text.equals("infinity") ? Layout.LAST_MICRO : Layout.FIRST_MICRO;
          ValueWriter.putMicros(to, mark, 0);
        } else if (to.code == Layout.TIMESTAMP) {
          ValueWriter.putObject(to, LocalDateTime.parse(text));
        } else {
          ValueWriter.putObject(to, OffsetDateTime.parse(text));
        }
        break;
      default:
        uuid(to, text);
    }
  }

  private static void number(ColumnWriter to, String text) {
    switch (text) {
      case "NaN":
        ValueWriter.putDouble(to, Double.NaN);
        break;
      case "Infinity":
        ValueWriter.putDouble(to, Double.POSITIVE_INFINITY);
        break;
      case "-Infinity":
        ValueWriter.putDouble(to, Double.NEGATIVE_INFINITY);
        break;
      case "-0.0":
        ValueWriter.putDouble(to, -0.0);
        break;
      default:
        if (text.length() > LONGEST_NUMBER) {
          throw Mistakes.unfit(to.field, text, "its text has " + text.length() + " characters");
        }
        ValueWriter.putDecimal(to, new BigDecimal(text));
    }
  }

  private static void uuid(ColumnWriter to, String text) {
    try {
      if (text.length() != LONGEST_UUID) {
        throw new IllegalArgumentException("not 36 characters");
      }
      ValueWriter.putObject(to, UUID.fromString(text));
    } catch (IllegalArgumentException noUuid) {
      throw unread(to, text, noUuid);
    }
  }

  private static RuntimeException unread(ColumnWriter to, String text, @Nullable Throwable cause) {
    return Mistakes.unfit(
        to.field, '"' + text + '"', "it is no text of a " + to.field.type(), cause);
  }
}
