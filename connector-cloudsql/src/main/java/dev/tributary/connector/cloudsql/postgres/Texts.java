package dev.tributary.connector.cloudsql.postgres;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** The texts of single values: those that the server shows, which it also reads. */
final class Texts {
  private static final int IP4 = 2;
  private static final int LAST_UNIT = Integer.MAX_VALUE;
  private static final int FIRST_UNIT = Integer.MIN_VALUE;

  private Texts() {}

  /**
   * Returns a value's text as the server shows it.
   *
   * @param code one of {@link Wire}, of a single value
   */
  static String of(int code, byte[] from, int at, int length) {
    return switch (code) {
      case Wire.BOOL -> from[at] != 0 ? "t" : "f";
      case Wire.INT2 -> Integer.toString(Bytes.int2(from, at));
      case Wire.INT4 -> Integer.toString(Bytes.int4(from, at));
      case Wire.INT8 -> Long.toString(Bytes.int8(from, at));
      case Wire.OID -> Long.toString(Bytes.uint4(from, at));
      case Wire.FLOAT4 -> Float.toString(Float.intBitsToFloat(Bytes.int4(from, at)));
      case Wire.FLOAT8 -> Double.toString(Double.longBitsToDouble(Bytes.int8(from, at)));
      case Wire.NUMERIC -> Numeric.text(from, at);
      case Wire.BYTEA -> "\\x" + HexFormat.of().formatHex(from, at, at + length);
      case Wire.DATE -> Calendar.date(Bytes.int4(from, at), false);
      case Wire.TIME -> Calendar.time(new StringBuilder(), Bytes.int8(from, at), false).toString();
      case Wire.TIMESTAMP -> Calendar.timestamp(Bytes.int8(from, at), false, "");
      case Wire.TIMESTAMPTZ -> Calendar.timestamp(Bytes.int8(from, at), false, "+00");
      case Wire.TIMETZ -> timetz(from, at);
      case Wire.INTERVAL -> interval(from, at);
      case Wire.UUID -> new UUID(Bytes.int8(from, at), Bytes.int8(from, at + 8)).toString();
      case Wire.INET -> inet(from, at);
      case Wire.MACADDR -> HexFormat.ofDelimiter(":").formatHex(from, at, at + length);
      case Wire.TID -> "(" + Bytes.uint4(from, at) + "," + Bytes.uint2(from, at + 4) + ")";
      case Wire.JSONB -> new String(from, at + 1, length - 1, StandardCharsets.UTF_8);
      default -> new String(from, at, length, StandardCharsets.UTF_8);
    };
  }

  /** A time of day and how many seconds west of Greenwich it is meant. */
  private static String timetz(byte[] from, int at) {
    StringBuilder text = Calendar.time(new StringBuilder(), Bytes.int8(from, at), false);
    int west = Bytes.int4(from, at + 8);
    int offset = Math.abs(west);
    text.append(west > 0 ? '-' : '+');
    Calendar.digits(text, offset / 3600, 2);
    if (offset % 3600 != 0) {
      Calendar.digits(text.append(':'), offset / 60 % 60, 2);
    }
    if (offset % 60 != 0) {
      Calendar.digits(text.append(':'), offset % 60, 2);
    }
    return text.toString();
  }

  /**
   * An interval in ISO 8601: months, days and time are counted apart, as none is so many others.
   */
  private static String interval(byte[] from, int at) {
    long micros = Bytes.int8(from, at);
    int days = Bytes.int4(from, at + 8);
    int months = Bytes.int4(from, at + 12);
    if (micros == Long.MAX_VALUE && days == LAST_UNIT && months == LAST_UNIT) {
      return "infinity";
    }
    if (micros == Long.MIN_VALUE && days == FIRST_UNIT && months == FIRST_UNIT) {
      return "-infinity";
    }
    StringBuilder text = new StringBuilder("P");
    part(text, months / 12, 'Y');
    part(text, months % 12, 'M');
    part(text, days, 'D');
    if (micros != 0) {
      text.append('T');
      part(text, micros / 3_600_000_000L, 'H');
      part(text, micros / 60_000_000 % 60, 'M');
      seconds(text, micros % 60_000_000);
    }
    return text.length() == 1 ? "PT0S" : text.toString();
  }

  private static void part(StringBuilder text, long count, char unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }

  private static void seconds(StringBuilder text, long micros) {
    if (micros == 0) {
      return;
    }
    text.append(micros < 0 ? "-" : "").append(Math.abs(micros / 1_000_000));
    long fraction = Math.abs(micros % 1_000_000);
    if (fraction != 0) {
      Calendar.stripped(Calendar.digits(text.append('.'), fraction, 6));
    }
    text.append('S');
  }

  /** A network address: family, bits, whether it is a network, how many bytes, and these. */
  private static String inet(byte[] from, int at) {
    int bits = from[at + 1] & 0xff;
    boolean network = from[at + 2] != 0;
    int length = from[at + 3] & 0xff;
    String address = from[at] == IP4 ? ip4(from, at + 4) : ip6(from, at + 4);
    return network || bits != 8 * length ? address + "/" + bits : address;
  }

  private static String ip4(byte[] from, int at) {
    StringBuilder text = new StringBuilder(15);
    for (int i = 0; i < 4; i++) {
      text.append(i == 0 ? "" : ".").append(from[at + i] & 0xff);
    }
    return text.toString();
  }

  /** Writes the longest run of zeros, the first of equals, as two colons; as the server does. */
  private static String ip6(byte[] from, int at) {
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && Bytes.uint2(from, at + 2 * end) == 0) {
        end++;
      }
      if (end - i > bestLength) {
        best = i;
        bestLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (best >= 0 && i >= best && i < best + bestLength) {
        text.append(i == best ? ":" : "");
        continue;
      }
      text.append(i == 0 ? "" : ":");
      if (i == 6 && best == 0 && endsInIp4(from, at, bestLength)) {
        return text.append(ip4(from, at + 12)).toString();
      }
      text.append(Integer.toHexString(Bytes.uint2(from, at + 2 * i)));
    }
    return best >= 0 && best + bestLength == 8 ? text.append(':').toString() : text.toString();
  }

  private static boolean endsInIp4(byte[] from, int at, int zeros) {
    return zeros == 6
        || (zeros == 7 && Bytes.uint2(from, at + 14) != 1)
        || (zeros == 5 && Bytes.uint2(from, at + 10) == 0xffff);
  }
}
