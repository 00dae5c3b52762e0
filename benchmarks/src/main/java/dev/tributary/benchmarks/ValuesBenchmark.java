package dev.tributary.benchmarks;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a value costs on its way through memory: a batch of 10,000 rows of 12 mixed columns is
 * written and read, as columns and as rows of objects.
 *
 * <p>Both start from what a decoder of a binary protocol has at hand, the message's bytes, and both
 * read every value into the same checksum. Of texts the checksum takes the length and both ends:
 * what a host does with the rest is its own cost on either side. The score is nanoseconds per
 * value.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ValuesBenchmark.ROWS * ValuesBenchmark.COLUMNS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class ValuesBenchmark {
  static final int ROWS = 10_000;
  static final int COLUMNS = 12;

  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id").required(),
          Field.int32("quantity"),
          Field.float64("weight"),
          Field.decimal("total", 12, 2),
          Field.string("email"),
          Field.string("note"),
          Field.bool("paid"),
          Field.date("day"),
          Field.timestamp("local_at"),
          Field.timestampTz("at"),
          Field.uuid("key"),
          Field.json("attributes"));

  private final Messages messages = new Messages(ROWS);
  private final BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("orders", SCHEMA));
  private final ValueSlots slots = new ValueSlots();

  /** Through slots that hold some rows, written together, into columns, and out of the columns. */
  @Benchmark
  public long blocks() {
    return read(slots.write(messages, ROWS, builder));
  }

  /** Through a builder, value by value, into columns, and out of the columns. */
  @Benchmark
  public long columns() {
    return read(write());
  }

  /** Through objects in one array a row. */
  @Benchmark
  public long objects() {
    return readObjects(writeObjects());
  }

  /** The decoder alone, which both others contain. */
  @Benchmark
  public long decodingAlone() {
    byte[] bytes = messages.bytes();
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      int at = messages.start(row);
      sum += Messages.getLong(bytes, at);
      sum += Messages.getInt(bytes, at + 8);
      sum += Messages.getLong(bytes, at + 12);
      sum += Messages.getLong(bytes, at + 20);
      sum += bytes[at + 28];
      sum += Messages.getInt(bytes, at + 29);
      sum += Messages.getLong(bytes, at + 33);
      sum += Messages.getLong(bytes, at + 41);
      sum += Messages.getLong(bytes, at + 49) ^ Messages.getLong(bytes, at + 57);
      int email = at + 65;
      int note = email + 1 + bytes[email];
      int attributes = note + 1 + bytes[note];
      sum += ends(bytes, email + 1, note) + ends(bytes, note + 1, attributes);
      sum += ends(bytes, attributes + 1, attributes + 1 + bytes[attributes]);
    }
    return sum;
  }

  private RecordBatch write() {
    byte[] bytes = messages.bytes();
    for (int row = 0; row < ROWS; row++) {
      int at = messages.start(row);
      int email = at + 65;
      int note = email + 1 + bytes[email];
      int attributes = note + 1 + bytes[note];
      builder
          .add()
          .set(0, Messages.getLong(bytes, at))
          .set(1, Messages.getInt(bytes, at + 8))
          .set(2, Messages.getDouble(bytes, at + 12))
          .setDecimal(3, Messages.getLong(bytes, at + 20), 2)
          .setUtf8(4, bytes, email + 1, note)
          .setUtf8(5, bytes, note + 1, attributes)
          .set(6, bytes[at + 28] != 0)
          .setDays(7, Messages.getInt(bytes, at + 29))
          .setMicros(8, Messages.getLong(bytes, at + 33))
          .setMicros(9, Messages.getLong(bytes, at + 41))
          .setUuid(10, Messages.getLong(bytes, at + 49), Messages.getLong(bytes, at + 57))
          .setUtf8(11, bytes, attributes + 1, attributes + 1 + bytes[attributes]);
      if (builder.isFull() && row < ROWS - 1) {
        throw new IllegalStateException("the batch was to hold all rows");
      }
    }
    return builder.build();
  }

  private static long read(RecordBatch batch) {
    long sum = 0;
    for (int i = 0; i < batch.schema().size(); i++) {
      sum += read(batch.column(i));
    }
    return sum;
  }

  /** What a host that knows no schema does: it asks for the type once a column. */
  private static long read(Column column) {
    int size = column.size();
    long sum = 0;
    switch (column.type().kind()) {
      case INT64 -> {
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) ? column.getLong(row) : 0;
        }
      }
      case INT32 -> {
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) ? column.getInt(row) : 0;
        }
      }
      case FLOAT64 -> {
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) ? (long) column.getDouble(row) : 0;
        }
      }
      case DECIMAL -> {
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) ? column.getUnscaled(row) : 0;
        }
      }
      case STRING, JSON -> {
        byte[] utf8 = column.utf8();
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) ? ends(utf8, column.start(row), column.end(row)) : 0;
        }
      }
      case BOOLEAN -> {
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) && column.getBoolean(row) ? 1 : 0;
        }
      }
      case DATE -> {
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) ? column.getDays(row) : 0;
        }
      }
      case TIMESTAMP, TIMESTAMP_TZ -> {
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) ? column.getMicros(row) : 0;
        }
      }
      case UUID -> {
        for (int row = 0; row < size; row++) {
          sum += column.hasValue(row) ? column.getUuidHigh(row) ^ column.getUuidLow(row) : 0;
        }
      }
      default -> throw new IllegalStateException("no column of type " + column.type());
    }
    return sum;
  }

  private static long ends(byte[] utf8, int start, int end) {
    return start == end ? 0 : (end - start) * 31L + utf8[start] + utf8[end - 1];
  }

  private Object[][] writeObjects() {
    byte[] bytes = messages.bytes();
    Object[][] rows = new Object[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      int at = messages.start(row);
      int email = at + 65;
      int note = email + 1 + bytes[email];
      int attributes = note + 1 + bytes[note];
      Object[] values = new Object[COLUMNS];
      values[0] = Messages.getLong(bytes, at);
      values[1] = Messages.getInt(bytes, at + 8);
      values[2] = Messages.getDouble(bytes, at + 12);
      values[3] = BigDecimal.valueOf(Messages.getLong(bytes, at + 20), 2);
      values[4] = new String(bytes, email + 1, bytes[email], StandardCharsets.UTF_8);
      values[5] = new String(bytes, note + 1, bytes[note], StandardCharsets.UTF_8);
      values[6] = bytes[at + 28] != 0;
      values[7] = LocalDate.ofEpochDay(Messages.getInt(bytes, at + 29));
      long local = Messages.getLong(bytes, at + 33);
      values[8] =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(local, 1_000_000L),
              (int) Math.floorMod(local, 1_000_000L) * 1000,
              ZoneOffset.UTC);
      long instant = Messages.getLong(bytes, at + 41);
      values[9] =
          Instant.ofEpochSecond(
              Math.floorDiv(instant, 1_000_000L), Math.floorMod(instant, 1_000_000L) * 1000);
      values[10] = new UUID(Messages.getLong(bytes, at + 49), Messages.getLong(bytes, at + 57));
      values[11] = new String(bytes, attributes + 1, bytes[attributes], StandardCharsets.UTF_8);
      rows[row] = values;
    }
    return rows;
  }

  private static long readObjects(Object[][] rows) {
    long sum = 0;
    for (Object[] row : rows) {
      sum += row[0] == null ? 0 : (Long) row[0];
      sum += row[1] == null ? 0 : (Integer) row[1];
      sum += row[2] == null ? 0 : ((Double) row[2]).longValue();
      sum += row[3] == null ? 0 : ((BigDecimal) row[3]).unscaledValue().longValue();
      sum += text(row[4]) + text(row[5]);
      sum += row[6] != null && (Boolean) row[6] ? 1 : 0;
      sum += row[7] == null ? 0 : ((LocalDate) row[7]).toEpochDay();
      sum += row[8] == null ? 0 : micros(((LocalDateTime) row[8]).toInstant(ZoneOffset.UTC));
      sum += row[9] == null ? 0 : micros((Instant) row[9]);
      UUID key = (UUID) row[10];
      sum += key == null ? 0 : key.getMostSignificantBits() ^ key.getLeastSignificantBits();
      sum += text(row[11]);
    }
    return sum;
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
  }

  private static long text(Object value) {
    if (value == null) {
      return 0;
    }
    String text = (String) value;
    return text.isEmpty()
        ? 0
        : text.length() * 31L + text.charAt(0) + text.charAt(text.length() - 1);
  }

  /** Refuses to measure two ways that do not come to the same. */
  @Setup
  public void agree() {
    if (columns() != objects() || columns() != blocks()) {
      throw new IllegalStateException("columns and objects come to different checksums");
    }
  }
}
