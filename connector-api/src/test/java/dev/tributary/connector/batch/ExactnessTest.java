package dev.tributary.connector.batch;

import static dev.tributary.connector.batch.Batches.builder;
import static dev.tributary.connector.batch.Batches.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExactnessTest {
  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(DataType.INT32, 1L << 31, "32 bits"),
        Arguments.of(DataType.INT32, 1.0, "double"),
        Arguments.of(DataType.INT64, 1e15, "double"),
        Arguments.of(DataType.INT64, new BigDecimal("1.5"), "whole number"),
        Arguments.of(DataType.INT64, new BigInteger("9223372036854775808"), "whole number"),
        Arguments.of(DataType.INT64, "12x", "no text of a int64"),
        Arguments.of(DataType.INT64, true, "boolean"),
        Arguments.of(DataType.FLOAT32, 0.1, "rounded"),
        Arguments.of(DataType.FLOAT32, 16_777_217L, "rounded"),
        Arguments.of(DataType.FLOAT64, (1L << 53) + 1, "rounded"),
        Arguments.of(DataType.FLOAT64, Long.MAX_VALUE, "rounded"),
        Arguments.of(DataType.FLOAT64, new BigDecimal("0.10000000000000000001"), "rounded"),
        Arguments.of(DataType.FLOAT64, new BigDecimal("1e400"), "rounded"),
        Arguments.of(DataType.decimal(5, 2), new BigDecimal("1000"), "before the point"),
        Arguments.of(DataType.decimal(5, 2), new BigDecimal("1.234"), "after the point"),
        Arguments.of(DataType.decimal(5, 2), 100_000L, "before the point"),
        Arguments.of(DataType.decimal(5, 2), 0.1 + 0.2, "after the point"),
        Arguments.of(DataType.decimal(5, 2), Double.NaN, "unconstrained"),
        Arguments.of(DataType.decimal(5, 2), new BigDecimal("1e1000000000"), "before the point"),
        Arguments.of(DataType.decimal(5, 2), new BigDecimal("1e-1000000000"), "after the point"),
        Arguments.of(DataType.BOOLEAN, 1L, "whole number"),
        Arguments.of(DataType.BOOLEAN, "yes", "no text of a boolean"),
        Arguments.of(DataType.STRING, 5L, "whole number"),
        Arguments.of(DataType.STRING, "\uD800", "surrogate"),
        Arguments.of(DataType.STRING, "a\uDC00b", "surrogate"),
        Arguments.of(DataType.STRING, new byte[] {1}, "no meaning"),
        Arguments.of(DataType.STRING, LocalDate.EPOCH, "java.time.LocalDate"),
        Arguments.of(DataType.STRING, List.of(1), "java.util"),
        Arguments.of(DataType.BYTES, "not base64!", "no text of a bytes"),
        Arguments.of(DataType.DATE, LocalDateTime.MIN, "java.time.LocalDateTime"),
        Arguments.of(DataType.DATE, LocalDate.MAX, "too far"),
        Arguments.of(DataType.DATE, "2026-02-30", "no text of a date"),
        Arguments.of(DataType.TIME, "25:00:00", "no text of a time"),
        Arguments.of(DataType.TIMESTAMP, Instant.EPOCH, "java.time.Instant"),
        Arguments.of(DataType.TIMESTAMP, LocalDateTime.MAX, "too far"),
        Arguments.of(DataType.TIMESTAMP, LocalDateTime.MIN, "too far"),
        Arguments.of(DataType.TIMESTAMP_TZ, LocalDateTime.MIN, "java.time.LocalDateTime"),
        Arguments.of(DataType.TIMESTAMP_TZ, Instant.MAX, "too far"),
        Arguments.of(DataType.DURATION, Duration.ofSeconds(Long.MIN_VALUE), "too far"),
        Arguments.of(DataType.UUID, "1-1-1-1-1", "no text of a uuid"),
        Arguments.of(DataType.JSON, List.of(new Object()), "JSON"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  @Timeout(10)
  void whatDoesNotFitIsRefusedByName(DataType type, Object value, String why) {
    BatchBuilder builder = builder(Field.int64("id"), Field.of("x", type));
    builder.add().set(0, 1L);
    assertThatThrownBy(() -> builder.set(1, value))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(ErrorKind.DATA);
              assertThat(refused.place()).contains("column x");
            })
        .hasMessageContaining(why);
    builder.setNull(1);
    Row row = builder.build().row(0);
    assertThat(row.getLong("id")).isEqualTo(1);
    assertThat(row.isNull("x")).isTrue();
  }

  @Test
  void whatFitsExactlyIsTaken() {
    assertThat(column(DataType.INT32, 5L, new BigDecimal("5.0")).get(1)).isEqualTo(5);
    assertThat(column(DataType.FLOAT64, 5L, 0.5f, new BigDecimal("0.1")).get(2)).isEqualTo(0.1);
    assertThat(column(DataType.FLOAT32, 5L, 0.5, new BigDecimal("0.1")).get(2)).isEqualTo(0.1f);
    assertThat(column(DataType.decimal(5, 2), 5L, 0.1, "7").get(1))
        .isEqualTo(new BigDecimal("0.10"));
    assertThat(column(DataType.decimal(5, 2), new BigDecimal("1.200000")).get(0))
        .isEqualTo(new BigDecimal("1.20"));
    assertThat(column(DataType.decimal(5, -2), 1200L).get(0)).isEqualTo(new BigDecimal("12E+2"));
    assertThat(column(DataType.decimal(5, 2), new BigDecimal("0E-1000000000")).get(0))
        .isEqualTo(new BigDecimal("0.00"));
    assertThat(column(DataType.DECIMAL, 0.1f, 0.1).get(0)).isEqualTo(new BigDecimal("0.1"));
  }

  @Test
  void microsecondsAreChecked() {
    BatchBuilder builder = builder(Field.time("t"), Field.timestamp("ts"), Field.int64("n"));
    builder.add();
    assertThatThrownBy(() -> builder.setMicros(0, -1)).hasMessageContaining("column t");
    assertThatThrownBy(() -> builder.setMicros(0, 86_400_000_001L)).hasMessageContaining("day");
    assertThatThrownBy(() -> builder.setMicros(0, 86_400_000_000L, 1)).hasMessageContaining("day");
    assertThatThrownBy(() -> builder.setMicros(1, 0, 1000)).hasMessageContaining("999");
    assertThatThrownBy(() -> builder.setMicros(1, 0, -1)).hasMessageContaining("999");
    assertThatThrownBy(() -> builder.setMicros(1, Long.MAX_VALUE, 1))
        .hasMessageContaining("infinity");
    assertThatThrownBy(() -> builder.setMicros(2, 0)).hasMessageContaining("int64");
    assertThatThrownBy(() -> builder.setDays(2, 0)).hasMessageContaining("int64");
    assertThatThrownBy(() -> builder.setUuid(2, 0, 0)).hasMessageContaining("int64");
  }

  @Test
  void brokenUtf8IsRefusedWithItsPlace() {
    BatchBuilder builder = builder(Field.string("name"));
    byte[] broken = {'a', 'b', (byte) 0xC3, '('};
    assertThatThrownBy(() -> builder.add().setUtf8(0, broken, 0, 4))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("byte 3 of it is not UTF-8")
        .hasMessageContaining("column name");
    builder.setUtf8(0, broken, 0, 2);
    assertThat(builder.build().column(0).getString(0)).isEqualTo("ab");
  }

  @Test
  void aRequiredFieldHasToBeSet() {
    BatchBuilder builder = builder(Field.int64("id").required(), Field.string("note"));
    builder.add().set("note", "x");
    assertThatThrownBy(builder::add)
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("column id");
    assertThatThrownBy(builder::build).hasMessageContaining("required");
    assertThatThrownBy(() -> builder.setNull(0)).hasMessageContaining("column id");
    assertThatThrownBy(() -> builder.set(0, (Object) null)).hasMessageContaining("column id");
    builder.set("id", 1L);
    assertThat(builder.build().size()).isEqualTo(1);
  }
}
