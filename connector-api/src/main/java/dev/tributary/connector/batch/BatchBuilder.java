package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.stability.Experimental;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Collects records of one stream, value by value, into batches.
 *
 * <p>{@link #add} opens a row, the setters fill it in any order, and the next {@code add} or {@link
 * #build} finishes it; what was not set is null (in rows of kind DELETE and TRUNCATE: absent). A
 * value that does not fit its column exactly, or a required field without one, raises a {@link
 * ConnectorException} of kind DATA that names the column, and the row stays open: set another
 * value, {@link #rollback} it, or {@link #reject} it. Nothing is ever rounded.
 *
 * <p>Columns are meant by position, which is fast, or by name. After {@code build} the builder is
 * empty and goes on with the same schema. Not thread-safe.
 *
 * <pre>{@code
 * while (!rows.isFull() && lines.hasNext()) {
 *   String[] cells = lines.next().split(",", 2);
 *   rows.add().set("id", Long.parseLong(cells[0])).set("email", cells[1]).end();
 * }
 * return rows.build(Position.of("line", lines.count()));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class BatchBuilder {
  private final Rows rows;

  private BatchBuilder(BatchTarget target) {
    this.rows = new Rows(target);
  }

  /** Returns an empty builder of the target's schema. */
  public static BatchBuilder of(BatchTarget target) {
    return new BatchBuilder(target);
  }

  /** Returns the schema of the batch in the making; it changes only through {@link #evolve}. */
  public StreamSchema schema() {
    return rows.schema;
  }

  /**
   * Finishes the open row, if there is one, and opens the next.
   *
   * @return this
   * @throws ConnectorException of kind DATA if a required field of the open row has no value
   */
  public BatchBuilder add() {
    rows.add();
    return this;
  }

  /**
   * Finishes the open row, if there is one, and begins rows that are written column by column.
   *
   * @param count how many; what the batch holds may exceed its limits by as much
   * @throws IllegalArgumentException if it is less than 1
   */
  public RowBlock block(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a block of " + count + " rows");
    }
    return rows.block(count);
  }

  /** Returns how many more rows the batch takes before its rows alone make it full. */
  public int room() {
    return Math.max(0, rows.limits.rows() - size());
  }

  /** Sets a whole number: into INT64, INT32, DECIMAL, or a floating-point type if that is exact. */
  public BatchBuilder set(int column, long value) {
    ColumnWriter to = rows.writers[column];
    int row = rows.row;
    if (to.code == Layout.INT64 && to.next == row) {
      to.longs[row] = value;
      to.next = row + 1;
    } else if (to.code == Layout.INT32 && to.next == row && value == (int) value) {
      to.ints[row] = (int) value;
      to.next = row + 1;
    } else {
      ValueWriter.putLong(rows.open(to), value);
    }
    return this;
  }

  /** Sets a whole number by the column's name. */
  public BatchBuilder set(String column, long value) {
    return set(rows.position(column), value);
  }

  /**
   * Sets a floating-point number: into FLOAT64, FLOAT32 if that is exact, or DECIMAL as the decimal
   * that its text shows; never into a column of whole numbers.
   */
  public BatchBuilder set(int column, double value) {
    ColumnWriter to = rows.writers[column];
    int row = rows.row;
    if (to.code == Layout.FLOAT64 && to.next == row) {
      to.doubles[row] = value;
      to.next = row + 1;
    } else {
      ValueWriter.putDouble(rows.open(to), value);
    }
    return this;
  }

  /** Sets a floating-point number by the column's name. */
  public BatchBuilder set(String column, double value) {
    return set(rows.position(column), value);
  }

  /** Sets a truth value. */
  public BatchBuilder set(int column, boolean value) {
    ColumnWriter to = rows.writers[column];
    int row = rows.row;
    if (to.code == Layout.BOOLEAN && to.next == row) {
      to.bytes[row] = (byte) (value ? 1 : 0);
      to.next = row + 1;
    } else {
      ValueWriter.putBoolean(rows.open(to), value);
    }
    return this;
  }

  /** Sets a truth value by the column's name. */
  public BatchBuilder set(String column, boolean value) {
    return set(rows.position(column), value);
  }

  /**
   * Sets a text, or null. Into a nested column it is the value's JSON; into any other column it is
   * read as that type's canonical text, the one that {@link Column#getString} gives.
   */
  public BatchBuilder set(int column, @Nullable String value) {
    ColumnWriter to = rows.open(rows.writers[column]);
    if (value == null) {
      ValueWriter.putNull(to);
    } else {
      ValueWriter.putText(to, value);
    }
    return this;
  }

  /** Sets a text, or null, by the column's name. */
  public BatchBuilder set(String column, @Nullable String value) {
    return set(rows.position(column), value);
  }

  /**
   * Sets any value that {@link Column#get} returns for the column's type, or one that converts to
   * it exactly: any integer, {@link BigDecimal}, {@code OffsetDateTime} and {@code ZonedDateTime}
   * as instants, {@code byte[]}, and maps and lists as the JSON of a nested column.
   */
  public BatchBuilder set(int column, @Nullable Object value) {
    ValueWriter.putObject(rows.open(rows.writers[column]), value);
    return this;
  }

  /** Sets any value by the column's name, as {@link #set(int, Object)} does. */
  public BatchBuilder set(String column, @Nullable Object value) {
    return set(rows.position(column), value);
  }

  /**
   * Sets a text from its UTF-8 bytes, which are checked and copied. Into a column that holds no
   * text it is read as that type's canonical text.
   */
  public BatchBuilder setUtf8(int column, byte[] utf8, int from, int to) {
    ColumnWriter writer = rows.writers[column];
    int row = rows.row;
    int length = to - from;
    int start = writer.end;
    int end = start + length;
    if (writer.next == row
        && end <= writer.limit
        && (Utf8.copy(utf8, from, writer.bytes, start, length)
            || Utf8.malformed(writer.bytes, start, end) < 0)) {
      writer.end = end;
      writer.offsets[row + 1] = end;
      writer.next = row + 1;
      rows.room.used += length;
      return this;
    }
    ValueWriter.putUtf8(rows.open(writer), utf8, from, to);
    return this;
  }

  /** Sets a BYTES value; the bytes are copied. */
  public BatchBuilder setBytes(int column, byte[] bytes, int from, int to) {
    ValueWriter.putBytes(rows.open(rows.writers[column]), bytes, from, to);
    return this;
  }

  /** Sets a decimal number from its digits: {@code setDecimal(c, 12345, 2)} is 123.45. */
  public BatchBuilder setDecimal(int column, long unscaled, int scale) {
    ColumnWriter to = rows.writers[column];
    int row = rows.row;
    if (to.code == Layout.DECIMAL
        && to.next == row
        && scale == to.scale
        && to.scales == null
        && unscaled < to.bound
        && unscaled > -to.bound) {
      to.longs[row] = unscaled;
      to.next = row + 1;
    } else {
      ValueWriter.putUnscaled(rows.open(to), unscaled, scale);
    }
    return this;
  }

  /**
   * Sets a TIME, DURATION, TIMESTAMP or TIMESTAMP_TZ from whole microseconds, as {@link
   * Column#getMicros} counts them; {@link Long#MAX_VALUE} and {@link Long#MIN_VALUE} are a
   * timestamp's infinities.
   */
  public BatchBuilder setMicros(int column, long micros) {
    ColumnWriter to = rows.writers[column];
    int row = rows.row;
    if (to.code >= Layout.DURATION && to.code <= Layout.TIMESTAMP_TZ && to.next == row) {
      to.longs[row] = micros;
      to.next = row + 1;
    } else {
      ValueWriter.putMicros(rows.open(to), micros, 0);
    }
    return this;
  }

  /**
   * Sets a TIME, DURATION, TIMESTAMP or TIMESTAMP_TZ to the nanosecond.
   *
   * @param micros whole microseconds, rounded down
   * @param nanos the nanoseconds above them, 0 to 999
   */
  public BatchBuilder setMicros(int column, long micros, int nanos) {
    ValueWriter.putMicros(rows.open(rows.writers[column]), micros, nanos);
    return this;
  }

  /**
   * Sets a DATE from days since 1970-01-01; {@link Integer#MAX_VALUE} and {@link Integer#MIN_VALUE}
   * are the infinities.
   */
  public BatchBuilder setDays(int column, int days) {
    ColumnWriter to = rows.writers[column];
    int row = rows.row;
    if (to.code == Layout.DATE && to.next == row) {
      to.ints[row] = days;
      to.next = row + 1;
    } else {
      ValueWriter.putDays(rows.open(to), days);
    }
    return this;
  }

  /** Sets a UUID from its first and last eight bytes. */
  public BatchBuilder setUuid(int column, long high, long low) {
    ColumnWriter to = rows.writers[column];
    int row = rows.row;
    if (to.code == Layout.UUID && to.next == row) {
      to.longs[2 * row] = high;
      to.longs[2 * row + 1] = low;
      to.next = row + 1;
    } else {
      ValueWriter.putUuid(rows.open(to), high, low);
    }
    return this;
  }

  /** Sets null. */
  public BatchBuilder setNull(int column) {
    ValueWriter.putNull(rows.open(rows.writers[column]));
    return this;
  }

  /** Says that the source did not send the field's value, which is not the same as null. */
  public BatchBuilder absent(int column) {
    ColumnWriter to = rows.open(rows.writers[column]);
    to.putMissing(to.next, true);
    return this;
  }

  /**
   * Says what the open row tells about the source's row, and where in the order of changes it
   * stands. Without it a row is a SNAPSHOT of sequence 0, 0.
   *
   * @param high the log's position
   * @param low the ordinal among the changes of that position
   */
  @Experimental
  public BatchBuilder change(ChangeKind kind, long high, long low) {
    rows.change(kind, high, low);
    return this;
  }

  /** Sets the value that a key's column had before the change. */
  @Experimental
  public BatchBuilder oldKey(int column, long value) {
    ValueWriter.putLong(rows.openOld(column), value);
    return this;
  }

  /**
   * Sets the value that a key's column had before the change, as {@link #set(int, Object)} does.
   */
  @Experimental
  public BatchBuilder oldKey(int column, @Nullable Object value) {
    ValueWriter.putObject(rows.openOld(column), value);
    return this;
  }

  /** Sets the text that a key's column had before the change, as {@link #setUtf8} does. */
  @Experimental
  public BatchBuilder oldKeyUtf8(int column, byte[] utf8, int from, int to) {
    ValueWriter.putUtf8(rows.openOld(column), utf8, from, to);
    return this;
  }

  /** Drops the open row; without one, nothing happens. */
  public void rollback() {
    rows.rollback();
  }

  /**
   * Finishes the open row, if there is one, so that no later {@link #rollback} or {@link #reject}
   * reaches it. The next {@link #add} does so too; call this as soon as a record is whole wherever
   * the next one may turn out to be broken before its row is opened.
   */
  public BatchBuilder end() {
    rows.finish();
    return this;
  }

  /**
   * Drops the open row, if there is one, and keeps the record as it came for the quarantine.
   *
   * <p>A row stays open until the next {@link #add}, even if it is whole: {@link #end} it first if
   * the record to reject is another one.
   *
   * @param place where the record stands, such as {@code orders.csv, line 17}; without secrets
   * @param reason why it cannot be read, as a clause without a full stop
   * @param raw the record as it came; the first {@value Reject#MAX_RAW} bytes of it are kept
   */
  public void reject(String place, String reason, byte[] raw) {
    rows.rollback();
    rows.reject(Reject.of(place, reason, raw));
  }

  /** Returns whether it is time to build: by rows, by bytes, or by the reader's shared budget. */
  public boolean isFull() {
    return rows.isFull();
  }

  /** Returns how many rows there are, the open one included. */
  public int size() {
    return rows.row < 0 ? rows.size : rows.size + 1;
  }

  /** Returns how many bytes the batch in the making holds, rejects included. */
  public long bytes() {
    return rows.bytes();
  }

  /**
   * Widens the schema: what is new is agreed with the stream's other readers, columns are added
   * (the rows so far have null in them), and values of a widened column are converted exactly. An
   * open row stays open. Positions of known columns stay; look new ones up in {@link #schema}.
   *
   * @param newer a schema that holds what is new, such as {@code schema().with(field)}
   * @return the agreed schema, which may hold more than was asked for
   */
  public StreamSchema evolve(StreamSchema newer) {
    rows.evolve(newer);
    return rows.schema;
  }

  /**
   * Finishes the open row and appends a whole batch of the same stream, rejects included, column by
   * column. Both schemas are widened to what holds both first, as {@link #evolve} does.
   */
  public BatchBuilder append(RecordBatch batch) {
    rows.append(batch);
    return this;
  }

  /**
   * Finishes the open row and returns the batch, without a checkpoint; the builder is empty then.
   */
  public RecordBatch build() {
    return rows.build(null);
  }

  /**
   * Finishes the open row and returns the batch; the builder is empty then.
   *
   * @param through the position that the split is read to once this batch is: everything through
   *     the batch and nothing after it
   */
  public RecordBatch build(Position through) {
    return rows.build(through);
  }
}
