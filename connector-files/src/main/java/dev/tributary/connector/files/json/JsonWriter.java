package dev.tributary.connector.files.json;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.files.text.ByteSink;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a record on each line, or an array with an element on each line: numbers and truth values
 * as such, nested values as the JSON that they are, all else as texts. Null is written, absent is
 * not.
 */
final class JsonWriter implements FormatWriter {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final String HEX = "0123456789abcdef";

  private final ByteSink to;
  private final StreamSchema schema;
  private final byte[][] keys;
  private final boolean array;
  private boolean begun;

  private JsonWriter(OutputStream to, StreamSchema schema, boolean array) {
    this.array = array;
    this.to = new ByteSink(to);
    this.schema = schema;
    this.keys = new byte[schema.size()][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = schema.field(i).name().getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Returns a writer of JSON Lines. */
  static JsonWriter lines(OutputStream to, StreamSchema schema) {
    return new JsonWriter(to, schema, false);
  }

  /** Returns a writer of one array. */
  static JsonWriter array(OutputStream to, StreamSchema schema) {
    return new JsonWriter(to, schema, true);
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    RecordBatch same = batch.schema().equals(schema) ? batch : batch.conform(schema);
    Column[] columns = new Column[keys.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = same.column(i);
    }
    for (int row = 0; row < same.size(); row++) {
      if (array) {
        to.put(begun ? ',' : '[');
        to.put('\n');
        begun = true;
      }
      int separator = '{';
      for (int i = 0; i < columns.length; i++) {
        if (columns[i].isAbsent(row)) {
          continue;
        }
        to.put(separator);
        separator = ',';
        text(keys[i], 0, keys[i].length);
        to.put(':');
        value(columns[i], row);
      }
      if (separator == '{') {
        to.put('{');
      }
      to.put('}');
      if (!array) {
        to.put('\n');
      }
    }
  }

  private void value(Column column, int row) throws IOException {
    if (column.isNull(row)) {
      to.put(NULL, 0, NULL.length);
      return;
    }
    DataType type = column.type();
    if (type.isNested()) {
      nested(column, row);
    } else if (type.kind() == DataType.Kind.STRING) {
      text(column.utf8(), column.start(row), column.end(row));
    } else if (type.isNumber() || type.kind() == DataType.Kind.BOOLEAN) {
      String number = column.getString(row);
      if (type.isNumber() && !column.isFinite(row)) {
        throw ConnectorException.of(
                ErrorKind.DATA, "JSON has no number " + number + ", as in " + column.name())
            .remedy("Convert the column to text first")
            .build();
      }
      to.put(String.valueOf(number));
    } else {
      byte[] text = String.valueOf(column.getString(row)).getBytes(StandardCharsets.UTF_8);
      text(text, 0, text.length);
    }
  }

  /** A line end between the parts of a nested value would end the record. */
  private void nested(Column column, int row) throws IOException {
    byte[] b = column.utf8();
    int start = column.start(row);
    int end = column.end(row);
    for (int i = start; i < end; i++) {
      if (b[i] == '\n' || b[i] == '\r') {
        to.put(b, start, i);
        to.put(' ');
        start = i + 1;
      }
    }
    to.put(b, start, end);
  }

  private void text(byte[] b, int from, int end) throws IOException {
    to.put('"');
    int start = from;
    for (int i = from; i < end; i++) {
      int c = b[i];
      if (c == '"' || c == '\\' || (c >= 0 && c < ' ')) {
        to.put(b, start, i);
        start = i + 1;
        to.put('\\');
        switch (c) {
          case '"', '\\' -> to.put(c);
          case '\n' -> to.put('n');
          case '\r' -> to.put('r');
          case '\t' -> to.put('t');
          default -> {
            to.put("u00");
            to.put(HEX.charAt(c >> 4));
            to.put(HEX.charAt(c & 15));
          }
        }
      }
    }
    to.put(b, start, end);
    to.put('"');
  }

  @Override
  public long bytes() {
    return to.size();
  }

  @Override
  public void finish() throws IOException {
    if (array) {
      to.put(begun ? "\n]\n" : "[]\n");
    }
    to.flush();
  }
}
