package dev.tributary.connector.files.selection;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.incremental.DatePattern;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window of partitions: only files whose path shows a date in it are meant. The start belongs to
 * it, the end does not.
 *
 * @param field the directory's key whose value is the date; null if the pattern itself has the date
 * @param format how the date is written
 * @param from the start; null for no bound
 * @param until the end; null for no bound
 */
public record Partitions(
    @Nullable String field,
    DatePattern format,
    @Nullable LocalDateTime from,
    @Nullable LocalDateTime until) {

  /** All of them. */
  static final Partitions ALL = new Partitions(null, DatePattern.of("YYYY"), null, null);

  /** The earliest date that a path can show. */
  private static final LocalDateTime FIRST = LocalDateTime.of(0, 1, 1, 0, 0);

  /** The latest. */
  private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999);

  /**
   * Reads a bound: a day, a time, or an instant, which is taken in UTC.
   *
   * @throws ConnectorException of kind CONFIG if it is none
   */
  public static LocalDateTime bound(String text) {
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay();
      }
      if (text.endsWith("Z")) {
        return LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC);
      }
      String iso = text.replace(' ', 'T');
      return iso.matches(".*[+-]\\d\\d:?\\d\\d")
          ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
          : LocalDateTime.parse(iso);
    } catch (DateTimeException none) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "\"" + text + "\" is no day or time to bound partitions by")
          .remedy("Write it like 2026-01-31 or 2026-01-31T00:00:00Z")
          .cause(none)
          .build();
    }
  }

  /**
   * Returns whether a path lies in the window.
   *
   * @throws ConnectorException of kind DATA if the path shows no date
   */
  boolean hold(String path, FilePattern pattern) {
    if (from == null && until == null) {
      return true;
    }
    LocalDateTime date;
    LocalDateTime floor = from;
    if (field == null) {
      Optional<LocalDateTime> shown = pattern.date(path);
      if (shown.isEmpty()) {
        return false; // digits that are no date
      }
      date = shown.get();
      floor = from == null ? null : pattern.floor(from);
    } else {
      date = date(path);
      floor = from == null ? null : format.parse(format.format(from));
    }
    return (floor == null || !date.isBefore(floor)) && (until == null || date.isBefore(until));
  }

  /** Returns the first date of the window. */
  LocalDateTime first() {
    return from == null || from.isBefore(FIRST) ? FIRST : from;
  }

  /** Returns the last moment of the window. */
  LocalDateTime last() {
    return until == null || until.isAfter(LAST) ? LAST : until.minusNanos(1);
  }

  /** Returns whether directories of the field are ordered by date, and written as they are. */
  boolean isOrdered() {
    return field != null && format.isOrdered() && format.format(FIRST).matches("[0-9_-]+");
  }

  /** Returns whether a directory can hold something of the window, by the dates in its path. */
  boolean mayHold(String directory) {
    String value = field == null ? null : HivePath.values(directory + "/").get(field);
    if (value == null) {
      return true;
    }
    try {
      LocalDateTime date = format.parse(value);
      LocalDateTime floor = from == null ? null : format.parse(format.format(from));
      return (floor == null || !date.isBefore(floor)) && (until == null || date.isBefore(until));
    } catch (DateTimeException other) {
      return true; // a file in it will tell what is wrong
    }
  }

  private LocalDateTime date(String path) {
    String value = HivePath.values(path).get(field);
    try {
      if (value != null) {
        return format.parse(value);
      }
    } catch (DateTimeException other) {
      throw none(path, value + " is not in the format of `partition_format`");
    }
    throw none(path, "there is no directory " + field + "=…");
  }

  private static ConnectorException none(String path, String why) {
    return ConnectorException.of(ErrorKind.DATA, "a file's path shows no partition: " + why)
        .place(path)
        .remedy("Name such files out of `file_pattern`, or mend `partition_field`")
        .build();
  }
}
