package dev.tributary.connector.batch;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tests of this package share: builders at hand and values of every type. */
final class Batches {
  private Batches() {}

  static BatchBuilder builder(Field... fields) {
    return BatchBuilder.of(BatchTarget.standalone("orders", StreamSchema.of(fields)));
  }

  static BatchBuilder builder(BatchLimits limits, Field... fields) {
    return BatchBuilder.of(BatchTarget.standalone("orders", StreamSchema.of(fields), limits));
  }

  /** One row of one column. */
  static Column column(DataType type, @Nullable Object... values) {
    BatchBuilder builder = builder(Field.of("x", type));
    for (Object value : values) {
      builder.add().set(0, value);
    }
    return builder.build().column(0);
  }

  static List<@Nullable Object> values(Column column) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < column.size(); row++) {
      values.add(column.isAbsent(row) ? "(absent)" : column.get(row));
    }
    return values;
  }

  /** Ordinary and extreme values of every type, each as {@link Column#get} gives it back. */
  static Map<DataType, List<Object>> examples() {
    Map<DataType, List<Object>> examples = new LinkedHashMap<>();
    examples.put(DataType.BOOLEAN, List.of(true, false));
    examples.put(DataType.INT32, List.of(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE));
    examples.put(
        DataType.INT64,
        List.of(0L, -1L, 9007199254740993L, 12345678901234567L, Long.MAX_VALUE, Long.MIN_VALUE));
    examples.put(
        DataType.FLOAT32,
        List.of(0f, -0f, 1.5f, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, -1f / 0));
    examples.put(
        DataType.FLOAT64,
        List.of(0d, -0d, 0.1, 1e300, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, 1d / 0));
    examples.put(
        DataType.DECIMAL,
        List.of(
            new BigDecimal("0.00"),
            new BigDecimal("-1.5"),
            new BigDecimal("1E+30"),
            new BigDecimal("123456789012345678901234567890.123456789"),
            new BigDecimal("9223372036854775807"),
            new BigDecimal("-9223372036854775808"),
            new BigDecimal("9223372036854775808"),
            new BigDecimal("1e-2147483647"),
            new BigDecimal("1e2147483647"),
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY));
    examples.put(
        DataType.decimal(12, 2),
        List.of(
            new BigDecimal("0.00"),
            new BigDecimal("9999999999.99"),
            new BigDecimal("-9999999999.99")));
    examples.put(
        DataType.decimal(38, 9),
        List.of(
            new BigDecimal("12345678901234567890123456789.123456789"),
            new BigDecimal("-0.000000001"),
            new BigDecimal("1.000000000")));
    examples.put(DataType.STRING, List.of("", "a", "Grüße, 世界 🌍", "x".repeat(5000), "\u0000"));
    examples.put(DataType.BYTES, List.of(new byte[0], new byte[] {0, -1, 127, -128}));
    examples.put(
        DataType.DATE,
        List.of(
            LocalDate.EPOCH,
            LocalDate.of(2026, 2, 28),
            LocalDate.of(-4712, 1, 1),
            LocalDate.of(5_874_897, 12, 31),
            "infinity",
            "-infinity"));
    examples.put(
        DataType.TIME,
        List.of(LocalTime.MIDNIGHT, LocalTime.MAX, LocalTime.of(12, 30), "24:00:00"));
    examples.put(
        DataType.DURATION,
        List.of(
            Duration.ZERO,
            Duration.ofSeconds(-3020399),
            Duration.ofNanos(-1),
            Duration.ofSeconds(9_223_372_036_854L, 775_807_000)));
    examples.put(
        DataType.TIMESTAMP,
        List.of(
            LocalDateTime.of(1970, 1, 1, 0, 0),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999),
            LocalDateTime.of(-4712, 1, 1, 0, 0),
            LocalDateTime.of(294_247, 1, 10, 4, 0, 54, 775_806_000),
            LocalDateTime.of(-290_308, 12, 21, 19, 59, 5, 224_193_000),
            "infinity",
            "-infinity"));
    examples.put(
        DataType.TIMESTAMP_TZ,
        List.of(
            Instant.EPOCH,
            Instant.parse("2026-11-21T01:02:03.123456789Z"),
            Instant.parse("-0044-03-15T12:00:00Z"),
            "infinity",
            "-infinity"));
    examples.put(
        DataType.UUID,
        List.of(new UUID(0, 0), new UUID(-1, -1), UUID.nameUUIDFromBytes(new byte[] {1})));
    examples.put(DataType.JSON, List.of("{\"a\":[1,2]}", "null", "\"é\""));
    examples.put(DataType.list(DataType.INT64), List.of("[]", "[1,null]"));
    examples.put(DataType.struct(Field.int64("a")), List.of("{\"a\":1}"));
    examples.put(DataType.map(DataType.STRING, DataType.INT64), List.of("{\"k\":2}"));
    return examples;
  }
}
