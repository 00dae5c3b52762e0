package dev.tributary.connector.files.csv;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.files.text.ByteSink;
import dev.tributary.connector.files.text.TextForms;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes CSV: values in their canonical text, UTF-8, quotes where a text needs them. An empty text
 * stands in quotes and null does not, so that both read back.
 */
final class CsvWriter implements FormatWriter {
  private final ByteSink to;
  private final StreamSchema schema;
  private final byte delimiter;
  private final byte[] nullText;
  private final byte[] lineEnd;

  CsvWriter(OutputStream to, StreamSchema schema, Options options) throws IOException {
    this.to = new ByteSink(to);
    this.schema = schema;
    this.delimiter = (byte) options.get(CsvOptions.WRITE_DELIMITER).charAt(0);
    this.nullText = options.get(CsvOptions.NULL_TEXT).getBytes(StandardCharsets.UTF_8);
    this.lineEnd = options.get(CsvOptions.LINE_END).getBytes(StandardCharsets.UTF_8);
    if (options.get(CsvOptions.HEADER)) {
      for (int i = 0; i < schema.size(); i++) {
        separate(i);
        byte[] name = schema.field(i).name().getBytes(StandardCharsets.UTF_8);
        text(name, 0, name.length);
      }
      this.to.put(lineEnd, 0, lineEnd.length);
    }
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    RecordBatch same = batch.schema().equals(schema) ? batch : batch.conform(schema);
    int columns = schema.size();
    Column[] all = new Column[columns];
    for (int i = 0; i < columns; i++) {
      all[i] = same.column(i);
    }
    for (int row = 0; row < same.size(); row++) {
      for (int i = 0; i < columns; i++) {
        separate(i);
        value(all[i], row);
      }
      if (columns == 1 && all[0].isNull(row) && nullText.length == 0) {
        // an empty line would be passed over, and quotes would be an empty text
        throw lonelyNull();
      }
      to.put(lineEnd, 0, lineEnd.length);
    }
  }

  private ConnectorException lonelyNull() {
    return ConnectorException.of(
            ErrorKind.DATA,
            "a null in the only column \"" + schema.field(0).name() + "\" would be an empty line")
        .remedy("Set `null_value` in `write_options`, to \\N for instance")
        .build();
  }

  private void separate(int column) throws IOException {
    if (column > 0) {
      to.put(delimiter);
    }
  }

  private void value(Column column, int row) throws IOException {
    if (column.isNull(row) || column.isAbsent(row)) {
      to.put(nullText, 0, nullText.length);
      return;
    }
    DataType type = column.type();
    DataType.Kind kind = type.kind();
    if (kind == DataType.Kind.STRING || type.isNested()) {
      text(column.utf8(), column.start(row), column.end(row));
    } else if (kind == DataType.Kind.INT64 || kind == DataType.Kind.INT32) {
      to.put(Long.toString(column.getLong(row)));
    } else {
      byte[] text = String.valueOf(column.getString(row)).getBytes(StandardCharsets.UTF_8);
      text(text, 0, text.length);
    }
  }

  private void text(byte[] b, int from, int end) throws IOException {
    if (!needsQuotes(b, from, end)) {
      to.put(b, from, end);
      return;
    }
    to.put('"');
    int start = from;
    for (int i = from; i < end; i++) {
      if (b[i] == '"') {
        to.put(b, start, i + 1);
        start = i;
      }
    }
    to.put(b, start, end);
    to.put('"');
  }

  private boolean needsQuotes(byte[] b, int from, int end) {
    if (from == end || TextForms.is(nullText, b, from, end)) {
      return true;
    }
    for (int i = from; i < end; i++) {
      byte c = b[i];
      if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return b[from] == ' ' || b[end - 1] == ' ' || b[from] == '#';
  }

  @Override
  public long bytes() {
    return to.size();
  }

  @Override
  public void finish() throws IOException {
    to.flush();
  }
}
