package dev.tributary.connector.files.avro.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.avro.container.Input;
import dev.tributary.connector.files.avro.schema.AvroType;
import dev.tributary.connector.files.avro.schema.AvroType.Kind;
import dev.tributary.connector.files.avro.schema.AvroType.Member;
import dev.tributary.connector.files.avro.schema.Broken;
import dev.tributary.connector.files.avro.schema.Types;
import dev.tributary.connector.schema.DataType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as JSON text: numbers with all their digits, truth values as they are, everything
 * else as its canonical text. Not thread-safe.
 */
final class JsonReader {
  private static final int LARGEST = 256 << 20;
  private static final int KEPT = 1 << 20;
  private static final int MAX_DEPTH = 200;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder json = new StringBuilder();
  private final Map<AvroType, Scalar> scalars = new HashMap<>();
  private @Nullable ConnectorException misfit;

  /** What reads a plain value, and into what. */
  private record Scalar(DataType type, BatchBuilder scratch, ValueReader reader) {}

  /**
   * Reads one value.
   *
   * @throws ConnectorException of kind DATA if a part of it does not fit its type; it has been read
   *     even so
   * @throws Broken if the bytes are no such value
   */
  String read(AvroType type, Input in) {
    json.setLength(0);
    if (json.capacity() > KEPT) {
      json.trimToSize();
    }
    misfit = null;
    append(type, in, 0);
    if (misfit != null) {
      throw misfit;
    }
    return json.toString();
  }

  private void append(AvroType type, Input in, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Broken("a value is nested more than " + MAX_DEPTH + " deep");
    }
    if (json.length() > LARGEST) {
      throw new Broken("a nested value takes more than " + LARGEST + " characters");
    }
    switch (type.kind()) {
      case NULL -> json.append("null");
      case UNION -> append(Skip.branch(type, in), in, depth + 1);
      case RECORD -> {
        char before = '{';
        for (Member member : type.members()) {
          quote(json.append(before), member.name());
          json.append(':');
          append(member.type(), in, depth + 1);
          before = ',';
        }
        json.append(before == '{' ? "{}" : "}");
      }
      case ARRAY -> array(type, in, depth);
      case MAP -> map(type, in, depth);
      default -> scalar(type, in);
    }
  }

  private void array(AvroType type, Input in, int depth) {
    json.append('[');
    boolean first = true;
    for (long count = in.readCount(); count > 0; count = in.readCount()) {
      for (long i = 0; i < count; i++) {
        if (!first) {
          json.append(',');
        }
        first = false;
        append(type.element(), in, depth + 1);
      }
    }
    json.append(']');
  }

  /** Of a name that stands twice the last value counts. */
  private void map(AvroType type, Input in, int depth) {
    Map<String, String> entries = new LinkedHashMap<>();
    int start = json.length();
    for (long count = in.readCount(); count > 0; count = in.readCount()) {
      for (long i = 0; i < count; i++) {
        int length = in.readLength();
        int from = in.skip(length);
        String name = new String(in.bytes(), from, length, StandardCharsets.UTF_8);
        append(type.element(), in, depth + 1);
        entries.put(name, json.substring(start));
        json.setLength(start);
      }
    }
    char before = '{';
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      quote(json.append(before), entry.getKey());
      json.append(':').append(entry.getValue());
      before = ',';
    }
    json.append(before == '{' ? "{}" : "}");
  }

  private void scalar(AvroType type, Input in) {
    if (type.kind() == Kind.LONG && type.logical().isEmpty()) {
      json.append(in.readLong());
      return;
    }
    Scalar scalar = scalars.computeIfAbsent(type, JsonReader::scalar);
    try {
      Column value = Readers.single(scalar.scratch(), scalar.reader(), in);
      String text = String.valueOf(value.getString(0));
      boolean plain = scalar.type().isNumber() && value.isFinite(0);
      if (plain || scalar.type().kind() == DataType.Kind.BOOLEAN) {
        json.append(text);
      } else {
        quote(json, text);
      }
    } catch (ConnectorException unfit) {
      if (unfit.kind() != ErrorKind.DATA) {
        throw unfit;
      }
      misfit = misfit == null ? unfit : misfit;
      json.append("null");
    }
  }

  private static Scalar scalar(AvroType type) {
    DataType own = Types.of(type);
    return new Scalar(own, Readers.scratch(own), Readers.exact(type));
  }

  private static void quote(StringBuilder json, String text) {
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
