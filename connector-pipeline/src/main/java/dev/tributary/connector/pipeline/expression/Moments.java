package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.DataType.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Dates and times of a row, in UTC where they are instants. */
final class Moments {
  static final long SECOND = 1_000_000L;
  static final long DAY = 86_400 * SECOND;

  private Moments() {}

  static LocalDateTime of(Vector vector, int row) {
    long value = vector.longs[row];
    if (vector.type.kind() == Kind.DATE) {
      if (value == Integer.MAX_VALUE || value == Integer.MIN_VALUE) {
        throw new Each.Failed("an infinite date is nothing to calculate with");
      }
      return LocalDate.ofEpochDay(value).atStartOfDay();
    }
    if (value == Long.MAX_VALUE || value == Long.MIN_VALUE) {
      throw new Each.Failed("an infinite timestamp is nothing to calculate with");
    }
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(value, SECOND),
        (int) Math.floorMod(value, SECOND) * 1000 + vector.nano(row),
        ZoneOffset.UTC);
  }

  static long days(LocalDate date) {
    long days = date.toEpochDay();
    if (days >= Integer.MAX_VALUE || days <= Integer.MIN_VALUE) {
      throw new Each.Failed("the date is beyond what a DATE holds");
    }
    return days;
  }

  static long micros(LocalDateTime time) {
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), SECOND),
        time.get(ChronoField.MICRO_OF_SECOND));
  }

  static long store(DataType type, LocalDateTime time) {
    return type.kind() == Kind.DATE ? days(time.toLocalDate()) : micros(time);
  }
}
