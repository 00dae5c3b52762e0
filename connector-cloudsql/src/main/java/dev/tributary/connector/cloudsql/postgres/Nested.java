package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.postgres.WireType.Part;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes arrays, records and maps as JSON: numbers as numbers with all their digits, what has no
 * number in JSON and everything else as its canonical text. Used by one thread.
 */
final class Nested {
  private final Utf8Buffer out = new Utf8Buffer();

  /** Writes a value; the result stands in the returned buffer until the next. */
  Utf8Buffer write(WireType type, byte[] from, int at, int length) {
    out.clear();
    value(type, from, at, length);
    return out;
  }

  private void value(WireType type, byte[] from, int at, int length) {
    switch (type.code()) {
      case Wire.ARRAY -> array(type, from, at);
      case Wire.RECORD -> record(type, from, at);
      case Wire.HSTORE -> map(from, at);
      case Wire.JSON -> out.raw(from, at, length);
      case Wire.JSONB -> out.raw(from, at + 1, length - 1);
      case Wire.TEXT -> out.quoted(from, at, length);
      case Wire.BOOL -> out.ascii(from[at] != 0 ? "true" : "false");
      case Wire.INT2, Wire.INT4, Wire.INT8, Wire.OID ->
          out.ascii(Texts.of(type.code(), from, at, length));
      case Wire.FLOAT4, Wire.FLOAT8, Wire.NUMERIC ->
          number(Texts.of(type.code(), from, at, length));
      case Wire.BYTEA ->
          out.quoted(Base64.getEncoder().encodeToString(Arrays.copyOfRange(from, at, at + length)));
      case Wire.DATE -> out.quoted(Calendar.date(Bytes.int4(from, at), true));
      case Wire.TIME ->
          out.quoted(Calendar.time(new StringBuilder(), Bytes.int8(from, at), true).toString());
      case Wire.TIMESTAMP -> out.quoted(Calendar.timestamp(Bytes.int8(from, at), true, ""));
      case Wire.TIMESTAMPTZ -> out.quoted(Calendar.timestamp(Bytes.int8(from, at), true, "Z"));
      default -> out.quoted(Texts.of(type.code(), from, at, length));
    }
  }

  private void number(String text) {
    char last = text.charAt(text.length() - 1);
    if (last >= '0' && last <= '9') {
      out.ascii(text);
    } else {
      out.quoted(text);
    }
  }

  private void array(WireType type, byte[] from, int at) {
    int dimensions = Bytes.int4(from, at);
    if (dimensions == 0) {
      out.ascii("[]");
      return;
    }
    if (dimensions != type.dimensions()) {
      throw ConnectorException.of(
              ErrorKind.DATA,
              "an array of "
                  + dimensions
                  + " dimensions does not fit a column declared with "
                  + type.dimensions())
          .remedy("Read the column as text")
          .build();
    }
    int[] sizes = new int[dimensions];
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = Bytes.int4(from, at + 12 + 8 * i);
    }
    elements(type.parts().get(0).type(), from, at + 12 + 8 * dimensions, sizes, 0);
  }

  /** Writes one dimension and returns where the next begins. */
  private int elements(WireType element, byte[] from, int start, int[] sizes, int dimension) {
    int at = start;
    out.add('[');
    for (int i = 0; i < sizes[dimension]; i++) {
      if (i > 0) {
        out.add(',');
      }
      at =
          dimension + 1 < sizes.length
              ? elements(element, from, at, sizes, dimension + 1)
              : nullable(element, from, at);
    }
    out.add(']');
    return at;
  }

  /** Writes a value that its length precedes, and returns where it ends. */
  private int nullable(WireType type, byte[] from, int at) {
    int length = Bytes.int4(from, at);
    if (length < 0) {
      out.ascii("null");
      return at + 4;
    }
    value(type, from, at + 4, length);
    return at + 4 + length;
  }

  private void record(WireType type, byte[] from, int start) {
    int count = Bytes.int4(from, start);
    if (count != type.parts().size()) {
      throw ConnectorException.of(
              ErrorKind.DATA,
              "a record has " + count + " fields, and its type had " + type.parts().size())
          .remedy("Start again: the type was altered")
          .build();
    }
    int at = start + 4;
    out.add('{');
    for (int i = 0; i < count; i++) {
      Part part = type.parts().get(i);
      if (i > 0) {
        out.add(',');
      }
      out.quoted(part.name());
      out.add(':');
      at = nullable(part.type(), from, at + 4);
    }
    out.add('}');
  }

  private void map(byte[] from, int start) {
    int count = Bytes.int4(from, start);
    int at = start + 4;
    out.add('{');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.add(',');
      }
      int length = Bytes.int4(from, at);
      out.quoted(from, at + 4, length);
      out.add(':');
      at = nullable(WireType.text(), from, at + 4 + length);
    }
    out.add('}');
  }
}
