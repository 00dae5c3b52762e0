package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One field's values in a batch, as primitive arrays.
 *
 * <p>Rows are counted from 0. The getters of primitives are for loops that first ask {@link
 * #hasValue}: where there is no value they return 0 or false. The getters of objects return null
 * for a null and refuse an absent value. A getter that the column's type does not have raises a
 * {@link ConnectorException} of kind INTERNAL that names column and type; numbers are widened only
 * where that is exact. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Column {
  private final String name;
  private final DataType type;
  private final int code;
  final int size;
  final long[] longs;
  final int[] ints;
  final float[] floats;
  final double[] doubles;
  final byte[] bytes;
  final int[] offsets;
  final short @Nullable [] nanos;
  final int scale;
  final int @Nullable [] scales;
  private final BigDecimal @Nullable [] wide;
  final long @Nullable [] missing;
  private final long @Nullable [] absents;

  /** Takes over the writer's arrays. */
  Column(ColumnWriter from) {
    this.name = from.field.name();
    this.type = from.field.type();
    this.code = from.code;
    this.size = from.next;
    this.longs = from.longs;
    this.ints = from.ints;
    this.floats = from.floats;
    this.doubles = from.doubles;
    this.bytes = from.bytes;
    this.offsets = from.offsets;
    this.nanos = from.nanos;
    this.scale = from.scale == Layout.WIDE ? 0 : from.scale;
    this.scales = from.scales;
    this.wide = from.wide;
    this.missing = from.missing;
    this.absents = from.absents;
  }

  /** Takes some rows of another column. */
  private Column(Column from, int[] rows) {
    this.name = from.name;
    this.type = from.type;
    this.code = from.code;
    this.size = rows.length;
    boolean buffered = Layout.hasBuffer(from.code);
    this.longs = Selection.of(from.longs, rows, from.code == Layout.UUID ? 2 : 1);
    this.ints = Selection.of(from.ints, rows);
    this.floats = Selection.of(from.floats, rows);
    this.doubles = Selection.of(from.doubles, rows);
    this.offsets = buffered ? Selection.offsets(from.offsets, rows) : from.offsets;
    this.bytes =
        buffered
            ? Selection.texts(from.bytes, from.offsets, rows, offsets)
            : Selection.of(from.bytes, rows);
    this.nanos = from.nanos == null ? null : Selection.of(from.nanos, rows);
    this.scale = from.scale;
    this.scales = from.scales == null ? null : Selection.of(from.scales, rows);
    this.wide = from.wide; // rows point into it
    this.missing = Selection.bits(from.missing, rows);
    this.absents = Selection.bits(from.absents, rows);
  }

  /** Shares another column's values under a name. */
  private Column(Column from, String name) {
    this.name = name;
    this.type = from.type;
    this.code = from.code;
    this.size = from.size;
    this.longs = from.longs;
    this.ints = from.ints;
    this.floats = from.floats;
    this.doubles = from.doubles;
    this.bytes = from.bytes;
    this.offsets = from.offsets;
    this.nanos = from.nanos;
    this.scale = from.scale;
    this.scales = from.scales;
    this.wide = from.wide;
    this.missing = from.missing;
    this.absents = from.absents;
  }

  /** Returns the same values under a name. */
  Column named(String other) {
    return name.equals(other) ? this : new Column(this, other);
  }

  /** Returns these rows, in this order. */
  Column select(int[] rows) {
    return new Column(this, rows);
  }

  /** Returns the field's name. */
  public String name() {
    return name;
  }

  /** Returns the type of the values. */
  public DataType type() {
    return type;
  }

  /** Returns how many rows there are. */
  public int size() {
    return size;
  }

  /** Returns whether some row has no value. */
  public boolean hasMissing() {
    return missing != null;
  }

  /** Returns whether the row has a value: it is neither null nor absent. */
  public boolean hasValue(int row) {
    return missing == null || (missing[row >>> 6] & 1L << row) == 0;
  }

  /** Returns whether the row's value is null; an absent one is not. */
  public boolean isNull(int row) {
    return !hasValue(row) && !isAbsent(row);
  }

  /** Returns whether the source did not send the row's value, as in a change of other fields. */
  public boolean isAbsent(int row) {
    return absents != null && (absents[row >>> 6] & 1L << row) != 0;
  }

  /**
   * Returns whether the row's value is an ordinary one: no NaN and no infinity of a number, a date
   * or a timestamp. True where there is no value.
   */
  public boolean isFinite(int row) {
    return switch (code) {
      case Layout.FLOAT32 -> Float.isFinite(floats[row]);
      case Layout.FLOAT64 -> Double.isFinite(doubles[row]);
      case Layout.DECIMAL ->
          scaleMark(row) < Layout.NAN || scaleMark(row) > Layout.NEGATIVE_INFINITY;
      case Layout.DATE -> ints[row] != Layout.LAST_DAY && ints[row] != Layout.FIRST_DAY;
      case Layout.TIMESTAMP, Layout.TIMESTAMP_TZ ->
          longs[row] != Layout.LAST_MICRO && longs[row] != Layout.FIRST_MICRO;
      default -> true;
    };
  }

  /** Returns a BOOLEAN. */
  public boolean getBoolean(int row) {
    if (code != Layout.BOOLEAN) {
      throw wrongType("boolean");
    }
    return bytes[row] != 0;
  }

  /** Returns an INT32. */
  public int getInt(int row) {
    if (code != Layout.INT32) {
      throw wrongType("int");
    }
    return ints[row];
  }

  /** Returns an INT64 or INT32. */
  public long getLong(int row) {
    if (code == Layout.INT64) {
      return longs[row];
    }
    if (code == Layout.INT32) {
      return ints[row];
    }
    throw wrongType("long");
  }

  /** Returns a FLOAT32. */
  public float getFloat(int row) {
    if (code != Layout.FLOAT32) {
      throw wrongType("float");
    }
    return floats[row];
  }

  /** Returns a FLOAT64, FLOAT32 or INT32. */
  public double getDouble(int row) {
    if (code == Layout.FLOAT64) {
      return doubles[row];
    }
    if (code == Layout.FLOAT32) {
      return floats[row];
    }
    if (code == Layout.INT32) {
      return ints[row];
    }
    throw wrongType("double");
  }

  /**
   * Returns a DECIMAL, INT64 or INT32; null for a null.
   *
   * @throws ConnectorException of kind DATA for NaN and the infinities
   */
  public @Nullable BigDecimal getDecimal(int row) {
    if (code == Layout.DECIMAL) {
      return has(row) ? decimal(row) : null;
    }
    if (code == Layout.INT64 || code == Layout.INT32) {
      return has(row) ? BigDecimal.valueOf(getLong(row)) : null;
    }
    throw wrongType("decimal");
  }

  /**
   * Returns whether a DECIMAL's row is {@link #getUnscaled} with {@link #getScale} digits after the
   * point; of a type of up to 18 digits every value is.
   */
  public boolean isUnscaled(int row) {
    return code == Layout.DECIMAL && (scales == null || scales[row] > Layout.NEGATIVE_INFINITY);
  }

  /** Returns the digits of a DECIMAL as a whole number, where {@link #isUnscaled} says so. */
  public long getUnscaled(int row) {
    if (code != Layout.DECIMAL) {
      throw wrongType("unscaled value");
    }
    return longs[row];
  }

  /** Returns how many digits of a DECIMAL stand after the point, for {@link #getUnscaled}. */
  public int getScale(int row) {
    if (code != Layout.DECIMAL) {
      throw wrongType("scale");
    }
    return scales == null ? scale : scales[row];
  }

  /**
   * Returns the value as text: a text, a nested value's JSON, or any other type's canonical text;
   * null for a null.
   *
   * <p>Whole numbers and decimals are written plainly, never with an exponent; bytes in base64;
   * dates and times in ISO form with seconds; {@code NaN}, {@code Infinity}, {@code infinity} and
   * the negative ones by name. A builder reads each of these texts back as the same value.
   */
  public @Nullable String getString(int row) {
    if (!has(row)) {
      return null;
    }
    if (Layout.isText(code)) {
      int start = offsets[row];
      return new String(bytes, start, offsets[row + 1] - start, StandardCharsets.UTF_8);
    }
    return CanonicalText.of(this, row);
  }

  /** Returns a copy of the bytes of a BYTES, or of the UTF-8 of a text; null for a null. */
  public byte @Nullable [] getBytes(int row) {
    if (!Layout.hasBuffer(code)) {
      throw wrongType("bytes");
    }
    return has(row) ? Arrays.copyOfRange(bytes, offsets[row], offsets[row + 1]) : null;
  }

  /**
   * Returns the buffer of a text or BYTES column: the row's bytes stand from {@link #start} to
   * {@link #end}. It is the batch's own and must not be changed.
   */
  public byte[] utf8() {
    if (!Layout.hasBuffer(code)) {
      throw wrongType("bytes");
    }
    return bytes;
  }

  /** Returns where the row's bytes start in {@link #utf8}. */
  public int start(int row) {
    return offsets[row];
  }

  /** Returns where the row's bytes end in {@link #utf8}; at their start if there is no value. */
  public int end(int row) {
    return offsets[row + 1];
  }

  /**
   * Returns whole microseconds, rounded down: of a TIME since midnight, of a DURATION, of a
   * TIMESTAMP since 1970-01-01T00:00, of a TIMESTAMP_TZ since that in UTC. Infinities of timestamps
   * are {@link Long#MAX_VALUE} and {@link Long#MIN_VALUE}.
   */
  public long getMicros(int row) {
    if (!Layout.hasMicros(code)) {
      throw wrongType("microseconds");
    }
    return longs[row];
  }

  /** Returns the nanoseconds that {@link #getMicros} leaves out, from 0 to 999. */
  public int getNanos(int row) {
    if (!Layout.hasMicros(code)) {
      throw wrongType("nanoseconds");
    }
    return nanos == null ? 0 : nanos[row];
  }

  /**
   * Returns a DATE as days since 1970-01-01; the infinities are {@link Integer#MAX_VALUE} and
   * {@link Integer#MIN_VALUE}.
   */
  public int getDays(int row) {
    if (code != Layout.DATE) {
      throw wrongType("days");
    }
    return ints[row];
  }

  /**
   * Returns a DATE; null for a null.
   *
   * @throws ConnectorException of kind DATA for an infinity
   */
  public @Nullable LocalDate getDate(int row) {
    int days = getDays(row);
    return has(row) ? LocalDate.ofEpochDay(ordinary(row, days, "date")) : null;
  }

  /**
   * Returns a TIME; null for a null.
   *
   * @throws ConnectorException of kind DATA for 24:00
   */
  public @Nullable LocalTime getTime(int row) {
    expect(Layout.TIME, "time");
    if (!has(row)) {
      return null;
    }
    if (longs[row] == Layout.DAY_MICROS) {
      throw Mistakes.special(name, type, "24:00", "time of a day");
    }
    return LocalTime.ofNanoOfDay(longs[row] * 1000 + getNanos(row));
  }

  /** Returns a DURATION; null for a null. */
  public @Nullable Duration getDuration(int row) {
    expect(Layout.DURATION, "duration");
    return has(row)
        ? Duration.ofSeconds(Math.floorDiv(longs[row], 1_000_000L), nanosOfSecond(row))
        : null;
  }

  /**
   * Returns a TIMESTAMP; null for a null.
   *
   * @throws ConnectorException of kind DATA for an infinity
   */
  public @Nullable LocalDateTime getLocalDateTime(int row) {
    expect(Layout.TIMESTAMP, "local date and time");
    if (!has(row)) {
      return null;
    }
    long micros = ordinary(row, longs[row], "date and time");
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), nanosOfSecond(row), java.time.ZoneOffset.UTC);
  }

  /**
   * Returns a TIMESTAMP_TZ; null for a null.
   *
   * @throws ConnectorException of kind DATA for an infinity
   */
  public @Nullable Instant getInstant(int row) {
    expect(Layout.TIMESTAMP_TZ, "instant");
    if (!has(row)) {
      return null;
    }
    long micros = ordinary(row, longs[row], "instant");
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), nanosOfSecond(row));
  }

  /** Returns a UUID; null for a null. */
  public @Nullable UUID getUuid(int row) {
    return hasUuid(row) ? new UUID(longs[2 * row], longs[2 * row + 1]) : null;
  }

  /** Returns the first eight bytes of a UUID. */
  public long getUuidHigh(int row) {
    expect(Layout.UUID, "UUID");
    return longs[2 * row];
  }

  /** Returns the last eight bytes of a UUID. */
  public long getUuidLow(int row) {
    expect(Layout.UUID, "UUID");
    return longs[2 * row + 1];
  }

  /**
   * Returns the value as an object; null for a null.
   *
   * <p>By type a {@link Boolean}, {@link Integer}, {@link Long}, {@link Float}, {@link Double},
   * {@link BigDecimal}, {@link String}, {@code byte[]}, {@link LocalDate}, {@link LocalTime},
   * {@link Duration}, {@link LocalDateTime}, {@link Instant}, {@link UUID}, and the JSON text of a
   * nested value. NaN and the infinities of a DECIMAL are {@link Double}s; those of dates and
   * timestamps, and the time 24:00, are their texts.
   */
  public @Nullable Object get(int row) {
    return has(row) ? Boxes.of(this, row) : null;
  }

  int code() {
    return code;
  }

  /** The row's mark or scale, 0 if it is the column's. */
  int scaleMark(int row) {
    return scales == null ? 0 : scales[row];
  }

  int nanosOfSecond(int row) {
    return (int) Math.floorMod(longs[row], 1_000_000L) * 1000 + (nanos == null ? 0 : nanos[row]);
  }

  long memory() {
    long total = 152 + 8L * longs.length + 4L * (ints.length + floats.length + offsets.length);
    total += 8L * doubles.length + bytes.length;
    total += nanos == null ? 0 : 16 + 2L * nanos.length;
    total += scales == null ? 0 : 16 + 4L * scales.length;
    total += missing == null ? 0 : 16 + 8L * missing.length;
    total += absents == null ? 0 : 16 + 8L * absents.length;
    if (wide != null) {
      for (BigDecimal value : wide) {
        total += ColumnWriter.wideBytes(value);
      }
    }
    return total;
  }

  private boolean has(int row) {
    if (hasValue(row)) {
      return true;
    }
    if (isAbsent(row)) {
      throw Mistakes.absent(name, row);
    }
    return false;
  }

  private boolean hasUuid(int row) {
    expect(Layout.UUID, "UUID");
    return has(row);
  }

  private BigDecimal decimal(int row) {
    if (scales == null) {
      return BigDecimal.valueOf(longs[row], scale);
    }
    int own = scales[row];
    if (own > Layout.NEGATIVE_INFINITY) {
      return BigDecimal.valueOf(longs[row], own);
    }
    if (own == Layout.WIDE && wide != null) {
      return wide[(int) longs[row]];
    }
    throw Mistakes.special(name, type, CanonicalText.of(this, row), "decimal number");
  }

  private long ordinary(int row, long value, String asked) {
    if (!isFinite(row)) {
      throw Mistakes.special(name, type, CanonicalText.of(this, row), asked);
    }
    return value;
  }

  private void expect(int wanted, String asked) {
    if (code != wanted) {
      throw wrongType(asked);
    }
  }

  private ConnectorException wrongType(String asked) {
    return Mistakes.wrongType(name, type, asked);
  }
}
