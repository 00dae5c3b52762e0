package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.batch.BatchBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into columns from the bytes that the server's binary protocol has for them, without
 * boxes and texts in between.
 */
final class Values {
  private static final int LONG_DIGITS = 18;
  private static final int UUID_DIGITS = 36;

  private Values() {}

  /**
   * Puts a value.
   *
   * @return whether the column can hold it; if not, nothing was put
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if the builder refuses it
   */
  static boolean put(Form form, byte[] value, BatchBuilder rows, int column, boolean bool) {
    switch (form) {
      case SIGNED:
        rows.set(column, signed(value));
        return true;
      case UNSIGNED:
        return putUnsigned(value, rows, column);
      case TRUTH:
        return putTruth(value, rows, column, bool);
      case YEAR:
        rows.set(column, unsigned(value));
        return true;
      case BITS:
        if (bool) {
          rows.set(column, value[value.length - 1] != 0);
        } else {
          rows.setBytes(column, value, 0, value.length);
        }
        return true;
      case FLOAT:
        rows.set(column, (double) Float.intBitsToFloat((int) unsigned(value)));
        return true;
      case DOUBLE:
        rows.set(column, Double.longBitsToDouble(unsigned(value)));
        return true;
      case DECIMAL:
        putDecimal(value, rows, column);
        return true;
      case DATE:
        return putDate(value, rows, column);
      case DATETIME, TIMESTAMP:
        return putMoment(value, rows, column);
      case TIME:
        rows.setMicros(column, Times.length(value));
        return true;
      case UUID:
        return putUuid(value, rows, column);
      case GEOMETRY:
        rows.set(column, Geometry.text(value));
        return true;
      case BINARY:
        rows.setBytes(column, value, 0, value.length);
        return true;
      default:
        rows.setUtf8(column, value, 0, value.length);
        return true;
    }
  }

  /** A whole number of any width, the lowest byte first. */
  static long signed(byte[] value) {
    long result = value[value.length - 1];
    for (int i = value.length - 2; i >= 0; i--) {
      result = result << 8 | (value[i] & 0xff);
    }
    return result;
  }

  /** A whole number without a sign; of 8 bytes, the bits of one. */
  static long unsigned(byte[] value) {
    long result = 0;
    for (int i = value.length - 1; i >= 0; i--) {
      result = result << 8 | (value[i] & 0xff);
    }
    return result;
  }

  private static boolean putUnsigned(byte[] value, BatchBuilder rows, int column) {
    long number = unsigned(value);
    if (number >= 0) {
      rows.set(column, number);
    } else {
      rows.set(column, (Object) new BigDecimal(new BigInteger(Long.toUnsignedString(number))));
    }
    return true;
  }

  private static boolean putTruth(byte[] value, BatchBuilder rows, int column, boolean bool) {
    long number = signed(value);
    if (!bool) {
      rows.set(column, number);
      return true;
    }
    if (number != 0 && number != 1) {
      return false;
    }
    rows.set(column, number == 1);
    return true;
  }

  private static void putDecimal(byte[] text, BatchBuilder rows, int column) {
    long unscaled = 0;
    int digits = 0;
    int scale = 0;
    boolean point = false;
    boolean negative = text[0] == '-';
    for (int i = negative ? 1 : 0; i < text.length; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = unscaled * 10 + digit;
        digits += unscaled == 0 ? 0 : 1;
        scale += point ? 1 : 0;
      } else {
        point = true;
      }
    }
    if (digits <= LONG_DIGITS) {
      rows.setDecimal(column, negative ? -unscaled : unscaled, scale);
    } else {
      rows.set(column, (Object) new BigDecimal(ascii(text)));
    }
  }

  private static boolean putDate(byte[] value, BatchBuilder rows, int column) {
    long day = Times.day(value);
    if (day == Times.NONE) {
      return false;
    }
    rows.setDays(column, (int) day);
    return true;
  }

  private static boolean putMoment(byte[] value, BatchBuilder rows, int column) {
    long micros = Times.micros(value);
    if (micros == Times.NONE) {
      return false;
    }
    rows.setMicros(column, micros);
    return true;
  }

  private static boolean putUuid(byte[] text, BatchBuilder rows, int column) {
    long high = 0;
    long low = 0;
    int digits = 0;
    for (byte each : text) {
      int digit = Character.digit(each, 16);
      if (digit >= 0) {
        if (digits < 16) {
          high = high << 4 | digit;
        } else {
          low = low << 4 | digit;
        }
        digits++;
      }
    }
    if (text.length != UUID_DIGITS || digits != 32) {
      return false;
    }
    rows.setUuid(column, high, low);
    return true;
  }

  /** The exact text of a value, which {@link Literals} reads. */
  static String text(Form form, byte[] value) {
    return switch (form) {
      case SIGNED, TRUTH -> Long.toString(signed(value));
      case UNSIGNED, YEAR -> Long.toUnsignedString(unsigned(value));
      case BITS -> new BigInteger(1, value).toString();
      case FLOAT -> Double.toString(Float.intBitsToFloat((int) unsigned(value)));
      case DOUBLE -> Double.toString(Double.longBitsToDouble(unsigned(value)));
      case DECIMAL -> new BigDecimal(ascii(value)).toPlainString();
      case DATE -> Times.dateText(value);
      case DATETIME -> Times.momentText(value);
      case TIMESTAMP -> Times.momentText(value) + "Z";
      case TIME -> Times.lengthText(value);
      case BINARY -> HexFormat.of().formatHex(value);
      case GEOMETRY -> Geometry.text(value);
      default -> new String(value, StandardCharsets.UTF_8);
    };
  }

  private static String ascii(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** The text of a value for people, even of one that cannot be read. */
  static String shown(Form form, byte[] value) {
    try {
      return text(form, value);
    } catch (IllegalArgumentException unreadable) {
      return HexFormat.of().formatHex(value);
    }
  }

  /** A whole row for the quarantine. */
  static byte[] line(Form[] forms, byte[] @Nullable [] values) {
    String[] texts = new String[forms.length];
    for (int i = 0; i < texts.length; i++) {
      byte[] value = values[i];
      texts[i] = value == null ? "NULL" : shown(forms[i], value);
    }
    return Arrays.toString(texts).getBytes(StandardCharsets.UTF_8);
  }
}
