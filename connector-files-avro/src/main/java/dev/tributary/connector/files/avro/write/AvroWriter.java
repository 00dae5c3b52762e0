package dev.tributary.connector.files.avro.write;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.avro.container.Codecs;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes one file, block by block. Not thread-safe. */
public final class AvroWriter implements FormatWriter {
  private static final int BLOCK = 64 << 10;

  private final OutputStream to;
  private final StreamSchema schema;
  private final String codec;
  private final boolean nanos;
  private final byte[] marker;
  private final Output out = new Output();
  private long records;
  private long written;
  private boolean finished;

  /**
   * Begins a file.
   *
   * @param to where it goes; not closed here
   * @param schema the schema of the records
   * @param codec how blocks are compressed, by its name in headers
   * @param nanos whether timestamps are written in nanoseconds, not microseconds
   * @throws IOException if it cannot be written
   */
  public AvroWriter(OutputStream to, StreamSchema schema, String codec, boolean nanos)
      throws IOException {
    this.to = to;
    this.schema = schema;
    this.codec = codec;
    this.nanos = nanos;
    UUID random = UUID.randomUUID();
    this.marker =
        ByteBuffer.allocate(16)
            .putLong(random.getMostSignificantBits())
            .putLong(random.getLeastSignificantBits())
            .array();
    out.put(new byte[] {'O', 'b', 'j', 1}, 0, 4);
    out.putLong(2);
    note("avro.schema", SchemaWriter.write(schema, nanos));
    note("avro.codec", codec);
    out.putLong(0);
    out.put(marker, 0, marker.length);
    to.write(out.bytes, 0, out.size);
    written = out.size;
    out.size = 0;
  }

  private void note(String name, String value) {
    text(name);
    text(value);
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.putBytes(utf8, 0, utf8.length);
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    if (finished) {
      throw new IllegalStateException("the file is finished");
    }
    RecordBatch same = batch.conform(schema);
    Column[] columns = new Column[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = same.column(i);
    }
    for (int row = 0; row < same.size(); row++) {
      for (int i = 0; i < columns.length; i++) {
        Field field = schema.field(i);
        boolean there = columns[i].hasValue(row);
        if (field.isNullable()) {
          out.putLong(there ? 1 : 0);
        } else if (!there) {
          throw unfit(columns[i], "a required field has no value", "Let the field take nulls");
        }
        if (there) {
          value(columns[i], row);
        }
      }
      records++;
      if (out.size >= BLOCK) {
        endBlock();
      }
    }
  }

  private void value(Column column, int row) {
    DataType type = column.type();
    switch (type.kind()) {
      case BOOLEAN -> out.putByte(column.getBoolean(row) ? 1 : 0);
      case INT32 -> out.putLong(column.getInt(row));
      case INT64 -> out.putLong(column.getLong(row));
      case FLOAT32 -> out.putFour(Float.floatToRawIntBits(column.getFloat(row)));
      case FLOAT64 -> out.putEight(Double.doubleToRawLongBits(column.getDouble(row)));
      case STRING, BYTES, JSON, LIST, STRUCT, MAP ->
          out.putBytes(column.utf8(), column.start(row), column.end(row));
      case DATE -> {
        if (!column.isFinite(row)) {
          throw unfit(column, "Avro has no infinite dates", "Leave such rows out");
        }
        out.putLong(column.getDays(row));
      }
      case DECIMAL -> decimal(column, row, type);
      case TIME, TIMESTAMP, TIMESTAMP_TZ -> time(column, row, type.kind());
      case DURATION, UUID -> text(String.valueOf(column.getString(row)));
    }
  }

  private void decimal(Column column, int row, DataType type) {
    if (SchemaWriter.isText(type)) {
      text(String.valueOf(column.getString(row)));
      return;
    }
    BigDecimal value = column.getDecimal(row);
    byte[] digits = (value == null ? BigDecimal.ZERO : value).unscaledValue().toByteArray();
    out.putBytes(digits, 0, digits.length);
  }

  private void time(Column column, int row, DataType.Kind kind) {
    long micros = column.getMicros(row);
    int rest = column.getNanos(row);
    boolean isTime = kind == DataType.Kind.TIME;
    if (!column.isFinite(row) || (isTime && micros == 86_400_000_000L)) {
      String what = isTime ? "Avro has no time 24:00" : "Avro has no infinite timestamps";
      throw unfit(column, what, "Leave such rows out");
    }
    if (nanos && !isTime) {
      long all = micros * 1000 + rest;
      if (Math.floorDiv(all, 1000L) != micros) {
        throw unfit(
            column,
            "a timestamp is too far from 1970 to count in nanoseconds",
            "Set `timestamp_unit: micros`");
      }
      out.putLong(all);
      return;
    }
    if (rest != 0) {
      throw unfit(
          column,
          "a time has nanoseconds, and microseconds are written",
          isTime ? "Avro counts times of day in microseconds" : "Set `timestamp_unit: nanos`");
    }
    out.putLong(micros);
  }

  private static ConnectorException unfit(Column column, String what, String remedy) {
    return ConnectorException.of(ErrorKind.DATA, what)
        .place("column " + column.name())
        .remedy(remedy)
        .build();
  }

  private void endBlock() throws IOException {
    if (records == 0) {
      return;
    }
    byte[] packed = Codecs.pack(codec, out.bytes, out.size);
    Output head = new Output();
    head.putLong(records);
    head.putLong(packed.length);
    to.write(head.bytes, 0, head.size);
    to.write(packed);
    to.write(marker);
    written += head.size + packed.length + (long) marker.length;
    out.size = 0;
    records = 0;
  }

  @Override
  public long bytes() {
    return written + out.size;
  }

  @Override
  public void finish() throws IOException {
    endBlock();
    finished = true;
  }
}
