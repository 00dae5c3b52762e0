package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.incremental.DatePattern;
import java.time.LocalDate;

/** The periods of time that a date format names: days, months or years. */
final class Period {
  private final DatePattern format;
  private final LocalDate shown;

  private Period(DatePattern format) {
    this.format = format;
    // What the format shows of a day tells how long its periods are.
    this.shown = start(format, LocalDate.of(2026, 12, 31));
  }

  /**
   * Returns the periods of a format.
   *
   * @throws ConnectorException of kind CONFIG if it is none
   */
  static Period of(String format) {
    try {
      return new Period(DatePattern.of(format));
    } catch (IllegalArgumentException wrong) {
      throw ConnectorException.of(ErrorKind.CONFIG, String.valueOf(wrong.getMessage()))
          .place("partition_format")
          .build();
    }
  }

  private static LocalDate start(DatePattern format, LocalDate day) {
    return format.parse(format.format(day.atStartOfDay())).toLocalDate();
  }

  /** Returns the name of the period that a day is in. */
  String name(String day) {
    return format.format(LocalDate.parse(day).atStartOfDay());
  }

  /** Returns the first day of the period that a day is in. */
  LocalDate start(LocalDate day) {
    return start(format, day);
  }

  /** Returns the first day of the period after the one that begins here. */
  LocalDate after(LocalDate start) {
    if (shown.getDayOfMonth() == 31) {
      return start.plusDays(1);
    }
    return shown.getMonthValue() == 12 ? start.plusMonths(1) : start.plusYears(1);
  }
}
