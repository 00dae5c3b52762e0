package dev.tributary.connector.http.json;

import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The type that one value alone asks for. */
final class Guess {
  private Guess() {}

  /** Returns the type of the value that stands there whole; it is not null. */
  static DataType of(Lexer lexer, Texts texts, Times times, byte[] b, int from, int to) {
    switch (b[from]) {
      case '{', '[':
        return DataType.JSON;
      case 't', 'f':
        return DataType.BOOLEAN;
      case '"':
        lexer.text(b, from + 1, to);
        Times.Form form;
        if (lexer.escaped) {
          form =
              texts.unescape(b, from + 1, to - 1)
                  ? times.read(texts.bytes, 0, texts.length)
                  : Times.Form.NONE;
        } else {
          form = times.read(b, from + 1, to - 1);
        }
        return switch (form) {
          case DATE -> DataType.DATE;
          case LOCAL -> DataType.TIMESTAMP;
          case INSTANT -> DataType.TIMESTAMP_TZ;
          case NONE -> DataType.STRING;
        };
      default:
        return number(b, from, to);
    }
  }

  private static DataType number(byte[] b, int from, int to) {
    boolean whole = true;
    for (int i = from; i < to; i++) {
      whole &= Lexer.isNumber(b[i]);
    }
    try {
      BigDecimal value = new BigDecimal(ascii(b, from, to));
      return whole && value.toBigInteger().bitLength() < Long.SIZE
          ? DataType.INT64
          : DataType.DECIMAL;
    } catch (NumberFormatException exponentTooLarge) {
      return DataType.STRING;
    }
  }

  static String ascii(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
