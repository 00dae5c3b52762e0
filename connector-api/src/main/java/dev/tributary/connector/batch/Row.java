package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record of a batch.
 *
 * <p>The getters of objects return null for a null. Those of primitives refuse a null, where {@link
 * #isNull} should have been asked. An absent value is refused by all of them. A getter that the
 * column's type does not have raises a {@link ConnectorException} that names column and type.
 * Immutable and thread-safe; it holds its batch in memory.
 *
 * @since 0.1.0
 */
public final class Row {
  private static final int SHOWN = 40;

  private final RecordBatch batch;
  private final int index;

  Row(RecordBatch batch, int index) {
    this.batch = batch;
    this.index = index;
  }

  /** Returns the batch that the record is in. */
  public RecordBatch batch() {
    return batch;
  }

  /** Returns which row of the batch it is, from 0. */
  public int index() {
    return index;
  }

  /** Returns what the record says about the source's row. */
  public ChangeKind change() {
    return batch.change(index);
  }

  /** Returns whether the value is null. */
  public boolean isNull(String column) {
    return batch.column(column).isNull(index);
  }

  /** Returns whether the value is null. */
  public boolean isNull(int column) {
    return batch.column(column).isNull(index);
  }

  /** Returns whether the source did not send the value. */
  public boolean isAbsent(String column) {
    return batch.column(column).isAbsent(index);
  }

  /** Returns whether the source did not send the value. */
  public boolean isAbsent(int column) {
    return batch.column(column).isAbsent(index);
  }

  /** Returns a BOOLEAN. */
  public boolean getBoolean(String column) {
    return present(batch.column(column)).getBoolean(index);
  }

  /** Returns a BOOLEAN. */
  public boolean getBoolean(int column) {
    return present(batch.column(column)).getBoolean(index);
  }

  /** Returns an INT32. */
  public int getInt(String column) {
    return present(batch.column(column)).getInt(index);
  }

  /** Returns an INT32. */
  public int getInt(int column) {
    return present(batch.column(column)).getInt(index);
  }

  /** Returns an INT64 or INT32. */
  public long getLong(String column) {
    return present(batch.column(column)).getLong(index);
  }

  /** Returns an INT64 or INT32. */
  public long getLong(int column) {
    return present(batch.column(column)).getLong(index);
  }

  /** Returns a FLOAT32. */
  public float getFloat(String column) {
    return present(batch.column(column)).getFloat(index);
  }

  /** Returns a FLOAT32. */
  public float getFloat(int column) {
    return present(batch.column(column)).getFloat(index);
  }

  /** Returns a FLOAT64, FLOAT32 or INT32. */
  public double getDouble(String column) {
    return present(batch.column(column)).getDouble(index);
  }

  /** Returns a FLOAT64, FLOAT32 or INT32. */
  public double getDouble(int column) {
    return present(batch.column(column)).getDouble(index);
  }

  /** Returns a DECIMAL, INT64 or INT32; null for a null. */
  public @Nullable BigDecimal getDecimal(String column) {
    return batch.column(column).getDecimal(index);
  }

  /** Returns a DECIMAL, INT64 or INT32; null for a null. */
  public @Nullable BigDecimal getDecimal(int column) {
    return batch.column(column).getDecimal(index);
  }

  /** Returns the value as text, whatever its type; null for a null. */
  public @Nullable String getString(String column) {
    return batch.column(column).getString(index);
  }

  /** Returns the value as text, whatever its type; null for a null. */
  public @Nullable String getString(int column) {
    return batch.column(column).getString(index);
  }

  /** Returns a copy of a BYTES, or of a text's UTF-8; null for a null. */
  public byte @Nullable [] getBytes(String column) {
    return batch.column(column).getBytes(index);
  }

  /** Returns a copy of a BYTES, or of a text's UTF-8; null for a null. */
  public byte @Nullable [] getBytes(int column) {
    return batch.column(column).getBytes(index);
  }

  /** Returns a DATE; null for a null. */
  public @Nullable LocalDate getDate(String column) {
    return batch.column(column).getDate(index);
  }

  /** Returns a DATE; null for a null. */
  public @Nullable LocalDate getDate(int column) {
    return batch.column(column).getDate(index);
  }

  /** Returns a TIME; null for a null. */
  public @Nullable LocalTime getTime(String column) {
    return batch.column(column).getTime(index);
  }

  /** Returns a TIME; null for a null. */
  public @Nullable LocalTime getTime(int column) {
    return batch.column(column).getTime(index);
  }

  /** Returns a DURATION; null for a null. */
  public @Nullable Duration getDuration(String column) {
    return batch.column(column).getDuration(index);
  }

  /** Returns a DURATION; null for a null. */
  public @Nullable Duration getDuration(int column) {
    return batch.column(column).getDuration(index);
  }

  /** Returns a TIMESTAMP; null for a null. */
  public @Nullable LocalDateTime getLocalDateTime(String column) {
    return batch.column(column).getLocalDateTime(index);
  }

  /** Returns a TIMESTAMP; null for a null. */
  public @Nullable LocalDateTime getLocalDateTime(int column) {
    return batch.column(column).getLocalDateTime(index);
  }

  /** Returns a TIMESTAMP_TZ; null for a null. */
  public @Nullable Instant getInstant(String column) {
    return batch.column(column).getInstant(index);
  }

  /** Returns a TIMESTAMP_TZ; null for a null. */
  public @Nullable Instant getInstant(int column) {
    return batch.column(column).getInstant(index);
  }

  /** Returns a UUID; null for a null. */
  public @Nullable UUID getUuid(String column) {
    return batch.column(column).getUuid(index);
  }

  /** Returns a UUID; null for a null. */
  public @Nullable UUID getUuid(int column) {
    return batch.column(column).getUuid(index);
  }

  /** Returns the value as {@link Column#get} gives it; null for a null. */
  public @Nullable Object get(String column) {
    return batch.column(column).get(index);
  }

  /** Returns the value as {@link Column#get} gives it; null for a null. */
  public @Nullable Object get(int column) {
    return batch.column(column).get(index);
  }

  /** Returns names and values for people; long values are cut, absent ones left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(change() == ChangeKind.SNAPSHOT ? "" : change() + " ");
    text.append('{');
    String separator = "";
    for (int i = 0; i < batch.schema().size(); i++) {
      Column column = batch.column(i);
      if (!column.isAbsent(index)) {
        String value = String.valueOf(column.getString(index));
        text.append(separator).append(column.name()).append('=');
        text.append(value.length() <= SHOWN ? value : value.substring(0, SHOWN - 1) + "…");
        separator = ", ";
      }
    }
    return text.append('}').toString();
  }

  private Column present(Column column) {
    if (column.isNull(index)) {
      throw ConnectorException.of(
              ErrorKind.INTERNAL, "column \"" + column.name() + "\" is null in row " + index)
          .remedy("Ask isNull first")
          .build();
    }
    if (column.isAbsent(index)) {
      throw Mistakes.absent(column.name(), index);
    }
    return column;
  }
}
