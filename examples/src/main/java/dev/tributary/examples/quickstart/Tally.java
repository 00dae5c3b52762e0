package dev.tributary.examples.quickstart;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts records and forms a checksum over every value of theirs, whatever their order: a record
 * that is lost, doubled or different in one letter shows. Used by one thread.
 */
final class Tally {
  private final MessageDigest digest;
  private long records;
  private long sum;

  Tally() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /** Adds a record, by the texts of its values. */
  void add(@Nullable Object... values) {
    StringBuilder text = new StringBuilder(200);
    for (Object value : values) {
      text.append(value == null ? "∅" : value.toString()).append('|');
    }
    byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    sum += ByteBuffer.wrap(hash).getLong();
    records++;
  }

  /** Adds records, by these columns; moments as microseconds. */
  void add(RecordBatch batch, List<String> columns) {
    @Nullable Object[] values = new Object[columns.size()];
    for (int row = 0; row < batch.size(); row++) {
      for (int i = 0; i < values.length; i++) {
        Column column = batch.column(columns.get(i));
        boolean moment = column.type().kind() == DataType.TIMESTAMP_TZ.kind();
        values[i] =
            moment && !column.isNull(row) ? (Object) column.getMicros(row) : column.getString(row);
      }
      add(values);
    }
  }

  long records() {
    return records;
  }

  /** Returns whether both saw the same records. */
  boolean isSameAs(Tally other) {
    return records == other.records && sum == other.sum;
  }
}
