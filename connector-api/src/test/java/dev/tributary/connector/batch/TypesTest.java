package dev.tributary.connector.batch;

import static dev.tributary.connector.batch.Batches.builder;
import static dev.tributary.connector.batch.Batches.column;
import static dev.tributary.connector.batch.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypesTest {
  static Stream<DataType> types() {
    return Batches.examples().keySet().stream();
  }

  /** Equal to the last bit: NaN is NaN, and the zeros differ. */
  private static Condition<Object> same(@Nullable Object wanted) {
    return new Condition<>(
        found -> Objects.deepEquals(new Object[] {unboxed(found)}, new Object[] {unboxed(wanted)}),
        "the same as %s",
        wanted);
  }

  private static @Nullable Object unboxed(@Nullable Object value) {
    return value instanceof List<?> list ? list.toArray() : value;
  }

  private static List<Object> examples(DataType type) {
    return Objects.requireNonNull(Batches.examples().get(type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyValueComesBackExactly(DataType type) {
    List<@Nullable Object> values = new ArrayList<>(examples(type));
    values.add(1, null);
    Column column = column(type, values.toArray());
    assertThat(values(column)).is(same(values));
    assertThat(column.isNull(1)).isTrue();
    assertThat(column.hasMissing()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyCanonicalTextReadsBack(DataType type) {
    Column column = column(type, examples(type).toArray());
    Object[] texts = new Object[column.size()];
    for (int row = 0; row < texts.length; row++) {
      texts[row] = column.getString(row);
    }
    Column again = column(type, texts);
    for (int row = 0; row < texts.length; row++) {
      assertThat(again.getString(row)).isEqualTo(texts[row]);
      if (column.get(row) instanceof BigDecimal decimal) {
        assertThat(again.getDecimal(row)).isEqualByComparingTo(decimal);
      } else {
        assertThat(again.get(row)).is(same(column.get(row)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void textsArriveAsBytesToo(DataType type) {
    BatchBuilder builder = builder(Field.of("x", type));
    Column column = column(type, examples(type).toArray());
    for (int row = 0; row < column.size(); row++) {
      byte[] text = String.valueOf(column.getString(row)).getBytes(StandardCharsets.UTF_8);
      builder.add().setUtf8(0, text, 0, text.length);
    }
    Column again = builder.build().column(0);
    for (int row = 0; row < column.size(); row++) {
      assertThat(again.getString(row)).isEqualTo(column.getString(row));
    }
  }

  @Test
  @DisplayName("B2.32 decimals stay exact")
  void decimalsStayExact() {
    String wide = "12345678901234567890123456789012345678";
    Column column = column(DataType.decimal(38, 0), wide, new BigDecimal(wide).negate());
    assertThat(column.getString(0)).isEqualTo(wide);
    assertThat(column.getDecimal(1)).isEqualTo(new BigDecimal("-" + wide));
    assertThat(column(DataType.DECIMAL, "0.1").getDecimal(0)).isEqualTo(new BigDecimal("0.1"));
  }

  @Test
  @DisplayName("B2.33 integers stay integers, never in scientific notation")
  void integersStayIntegers() {
    assertThat(column(DataType.INT64, 1234567890123456789L).getString(0))
        .isEqualTo("1234567890123456789");
    assertThat(column(DataType.DECIMAL, new BigDecimal("1E+25")).getString(0))
        .isEqualTo("10000000000000000000000000");
    assertThat(column(DataType.decimal(20, 0), new BigInteger("18446744073709551615")).getString(0))
        .isEqualTo("18446744073709551615");
  }

  @Test
  @DisplayName("B2.30 infinities, BC and far years are values")
  void specialDatesAreValues() {
    Column dates = column(DataType.DATE, "infinity", "-0044-03-15", "+10000-01-01");
    assertThat(dates.isFinite(0)).isFalse();
    assertThat(dates.getDays(0)).isEqualTo(Integer.MAX_VALUE);
    assertThat(dates.getDate(1)).isEqualTo(LocalDate.of(-44, 3, 15));
    assertThat(dates.getString(2)).isEqualTo("+10000-01-01");
    assertThatThrownBy(() -> dates.getDate(0))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("infinity is no date")
        .hasMessageContaining("column x");
  }

  @Test
  @DisplayName("B2.35 a time beyond the day is a duration")
  void mysqlTimesAreDurations() {
    Duration longest = Duration.ofHours(838).plusMinutes(59).plusSeconds(59).negated();
    Column column = column(DataType.DURATION, longest);
    assertThat(column.getDuration(0)).isEqualTo(longest);
    assertThat(column.getString(0)).isEqualTo("PT-838H-59M-59S");
  }

  @Test
  @DisplayName("B2.39 24:00 is a time")
  void theEndOfADayIsATime() {
    Column column = column(DataType.TIME, "24:00:00", LocalTime.NOON);
    assertThat(column.getMicros(0)).isEqualTo(86_400_000_000L);
    assertThat(column.getString(0)).isEqualTo("24:00:00");
    assertThatThrownBy(() -> column.getTime(0)).hasMessageContaining("24:00");
  }

  @Test
  void timesKeepTheirNanoseconds() {
    BatchBuilder builder = builder(Field.timestampTz("at"));
    builder.add().setMicros(0, -1, 999);
    builder.add().setMicros(0, 5);
    Column at = builder.build().column(0);
    assertThat(at.getMicros(0)).isEqualTo(-1);
    assertThat(at.getNanos(0)).isEqualTo(999);
    assertThat(at.getNanos(1)).isZero();
    assertThat(at.getInstant(0)).isEqualTo(Instant.EPOCH.minusNanos(1));
    assertThat(at.getString(0)).isEqualTo("1969-12-31T23:59:59.999999999Z");
    assertThat(at.getString(1)).isEqualTo("1970-01-01T00:00:00.000005Z");
  }

  @Test
  void instantsComeFromAnythingWithAnOffset() {
    Column column =
        column(
            DataType.TIMESTAMP_TZ,
            OffsetDateTime.parse("2026-01-01T01:00:00+01:00"),
            ZonedDateTime.parse("2026-01-01T01:00:00+01:00[Europe/Berlin]"),
            "2026-01-01T01:00:00+01:00");
    for (int row = 0; row < 3; row++) {
      assertThat(column.getString(row)).isEqualTo("2026-01-01T00:00:00Z");
    }
  }

  @Test
  void nestedValuesAreJson() {
    Column column = column(DataType.JSON, Map.of("a", List.of(1, "x")), "[1]");
    assertThat(column.getString(0)).isEqualTo("{\"a\":[1,\"x\"]}");
    assertThat(column.getString(1)).isEqualTo("[1]");
  }

  @Test
  void decimalsAreReadWithoutObjects() {
    BatchBuilder builder = builder(Field.decimal("price", 12, 2), Field.decimal("any"));
    builder.add().setDecimal(0, 12345, 2).setDecimal(1, 5, 0);
    builder.add().setDecimal(0, 7, 0).setDecimal(1, 51, 1);
    builder.add().setDecimal(0, -1, 1).set(1, new BigDecimal("1e40").add(BigDecimal.ONE));
    RecordBatch batch = builder.build();
    Column price = batch.column("price");
    assertThat(price.getUnscaled(0)).isEqualTo(12345);
    assertThat(price.getUnscaled(1)).isEqualTo(700);
    assertThat(price.getUnscaled(2)).isEqualTo(-10);
    assertThat(price.getScale(2)).isEqualTo(2);
    Column any = batch.column("any");
    assertThat(any.getScale(0)).isZero();
    assertThat(any.getScale(1)).isEqualTo(1);
    assertThat(any.isUnscaled(1)).isTrue();
    assertThat(any.isUnscaled(2)).isFalse();
    assertThat(any.getString(2)).isEqualTo("10000000000000000000000000000000000000001");
  }

  @Test
  void numbersAreReadWiderWhereThatIsExact() {
    Column ints = column(DataType.INT32, 7);
    assertThat(ints.getLong(0)).isEqualTo(7);
    assertThat(ints.getDouble(0)).isEqualTo(7);
    assertThat(ints.getDecimal(0)).isEqualTo(new BigDecimal(7));
    assertThat(column(DataType.FLOAT32, 0.5f).getDouble(0)).isEqualTo(0.5);
    assertThat(column(DataType.INT64, 7).getDecimal(0)).isEqualTo(new BigDecimal(7));
  }

  @Test
  void aWrongGetterNamesColumnAndType() {
    Column column = column(DataType.STRING, "5");
    List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> wrong =
        List.of(
            () -> column.getBoolean(0),
            () -> column.getInt(0),
            () -> column.getLong(0),
            () -> column.getFloat(0),
            () -> column.getDouble(0),
            () -> column.getDecimal(0),
            () -> column.getUnscaled(0),
            () -> column.getScale(0),
            () -> column.getMicros(0),
            () -> column.getNanos(0),
            () -> column.getDays(0),
            () -> column.getDate(0),
            () -> column.getTime(0),
            () -> column.getDuration(0),
            () -> column.getLocalDateTime(0),
            () -> column.getInstant(0),
            () -> column.getUuid(0),
            () -> column.getUuidHigh(0),
            () -> column.getUuidLow(0));
    for (var call : wrong) {
      assertThatThrownBy(call)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("column \"x\" is string and has no ");
    }
    Column number = column(DataType.INT64, 5);
    assertThatThrownBy(() -> number.getInt(0)).hasMessageContaining("int64 and has no int");
    assertThatThrownBy(number::utf8).hasMessageContaining("int64 and has no bytes");
    assertThatThrownBy(() -> number.getBytes(0)).hasMessageContaining("int64 and has no bytes");
  }

  @Test
  void uuidsAreTwoNumbers() {
    UUID uuid = UUID.nameUUIDFromBytes(new byte[] {7});
    BatchBuilder builder = builder(Field.uuid("u"));
    builder.add().setUuid(0, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    Column column = builder.build().column("u");
    assertThat(column.getUuid(0)).isEqualTo(uuid);
    assertThat(column.getUuidHigh(0)).isEqualTo(uuid.getMostSignificantBits());
    assertThat(column.getUuidLow(0)).isEqualTo(uuid.getLeastSignificantBits());
  }
}
