package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.parquet.encoding.Values;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.files.parquet.footer.Meaning;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes one stored column's values into JSON text: numbers with all their digits, truth values and
 * JSON as they are, everything else as its canonical text.
 */
final class JsonValue {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Leaf leaf;
  private final ValuePut exact;
  private final BatchBuilder scratch;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

  JsonValue(Leaf leaf) {
    this.leaf = leaf;
    this.exact = ValuePuts.exact(leaf);
    StreamSchema one = StreamSchema.of(Field.of(leaf.path(), leaf.type()));
    this.scratch = BatchBuilder.of(BatchTarget.standalone(leaf.path(), one));
  }

  /**
   * Appends the value.
   *
   * @throws ConnectorException of kind DATA if it is none of its type
   */
  void append(StringBuilder json, Values values, int at) {
    switch (leaf.meaning()) {
      case BOOLEAN -> json.append(values.ints[at] != 0);
      case TEXT -> {
        CharSequence text = decode(values, at);
        if (leaf.type().isNested()) {
          json.append(text);
        } else {
          quote(json, text);
        }
      }
      case INTEGER -> {
        if (values.longs.length > 0) {
          json.append(values.longs[at]);
        } else {
          json.append(values.ints[at]);
        }
      }
      default -> other(json, values, at);
    }
  }

  /** Returns the value's text, as it is if it is one, to be the name in an object. */
  String name(Values values, int at) {
    return switch (leaf.meaning()) {
      case TEXT -> decode(values, at).toString();
      default -> String.valueOf(ValuePuts.single(scratch, exact, values, at).getString(0));
    };
  }

  private void other(StringBuilder json, Values values, int at) {
    Column value = ValuePuts.single(scratch, exact, values, at);
    String text = String.valueOf(value.getString(0));
    if (leaf.type().isNumber() && value.isFinite(0)) {
      json.append(text);
    } else {
      quote(json, text);
    }
  }

  private CharSequence decode(Values values, int at) {
    int start = values.starts[at];
    try {
      return utf8.decode(ByteBuffer.wrap(values.bytes, start, values.ends[at] - start));
    } catch (CharacterCodingException notText) {
      throw ConnectorException.of(ErrorKind.DATA, "a text is not UTF-8")
          .place("column " + leaf.path())
          .cause(notText)
          .build();
    }
  }

  /**
   * Appends a value as it is stored: a number, a text with what is no UTF-8 replaced, or base64.
   */
  static void raw(StringBuilder json, Leaf leaf, Values values, int at) {
    switch (leaf.physical()) {
      case BOOLEAN -> json.append(values.ints[at] != 0);
      case INT32 -> json.append(values.ints[at]);
      case INT64 -> json.append(values.longs[at]);
      case FLOAT -> json.append('"').append(Float.intBitsToFloat(values.ints[at])).append('"');
      case DOUBLE -> json.append('"').append(Double.longBitsToDouble(values.longs[at])).append('"');
      default -> {
        byte[] bytes = Arrays.copyOfRange(values.bytes, values.starts[at], values.ends[at]);
        quote(
            json,
            leaf.meaning() == Meaning.TEXT
                ? new String(bytes, StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(bytes));
      }
    }
  }

  static void quote(StringBuilder json, CharSequence text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
