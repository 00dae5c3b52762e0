package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.incremental.CursorType;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns that tell new rows from old ones, and the arithmetic of their values. Values are
 * exact texts as the server writes them; what is made here is rounded down, never up.
 *
 * @param columns the columns, in the order in which rows are compared
 * @param kinds what each of them is
 * @param zone the zone of times without one
 * @param granule how finely the first column is kept, if it is a time
 */
record Cursor(List<TableColumn> columns, List<CursorKind> kinds, ZoneId zone, Duration granule) {
  private static final Pattern DIGITS = Pattern.compile("\\((\\d)\\)");

  /**
   * Returns the cursor that the options name.
   *
   * @throws ConnectorException of kind NOT_FOUND if there is no such column, of kind CONFIG if its
   *     type will not do
   */
  static Cursor of(Relation relation, Options options, SqlDialect dialect) {
    List<TableColumn> columns =
        relation.columns(ReadOptions.FIELD.name(), options.get(ReadOptions.FIELD));
    Optional<CursorType> said = options.find(ReadOptions.FIELD_TYPE);
    List<CursorKind> kinds = new ArrayList<>();
    for (TableColumn column : columns) {
      // What is said of a composite cursor is said of its first column.
      CursorKind kind = CursorKind.of(column, kinds.isEmpty() ? said : Optional.empty());
      if (!kinds.isEmpty() && kind.isTime() && !kinds.get(0).isTime()) {
        throw ConnectorException.of(
                ErrorKind.CONFIG, "a time stands behind a number in `incremental_field`")
            .remedy("Name the time first")
            .build();
      }
      kinds.add(kind);
    }
    ZoneId zone = options.find(ReadOptions.ZONE).map(ZoneId::of).orElse(ZoneOffset.UTC);
    Duration kept = granule(columns.get(0), kinds.get(0), dialect);
    Duration wanted = options.find(ReadOptions.GRANULARITY).orElse(kept);
    return new Cursor(
        columns,
        kinds,
        kinds.get(0) == CursorKind.TIME ? zone : ZoneOffset.UTC,
        wanted.compareTo(kept) > 0 ? wanted : kept);
  }

  /**
   * Returns how finely a column keeps time: a second cut off is a row that seems older than it is.
   */
  private static Duration granule(TableColumn column, CursorKind kind, SqlDialect dialect) {
    return switch (kind) {
      case DAY -> Duration.ofDays(1);
      case SECONDS -> Duration.ofSeconds(1);
      case MILLIS -> Duration.ofMillis(1);
      default -> {
        Matcher digits = DIGITS.matcher(column.field().sourceType().orElse(column.type()));
        int kept =
            digits.find() ? Integer.parseInt(digits.group(1)) : dialect == SqlDialect.MYSQL ? 0 : 6;
        yield Duration.ofNanos((long) Math.pow(10, 9 - Math.min(kept, 6)));
      }
    };
  }

  List<String> names() {
    return columns.stream().map(TableColumn::name).toList();
  }

  /** Returns whether the end of a window is a time, which is known without a look at the rows. */
  boolean isTime() {
    return kinds.get(0).isTime();
  }

  /** Returns the bound at a time: rounded down to what the column keeps. */
  String at(Instant time) {
    return switch (kinds.get(0)) {
      case DAY -> TimeText.day(time, zone);
      case SECONDS -> Long.toString(floored(time).getEpochSecond());
      case MILLIS -> Long.toString(floored(time).toEpochMilli());
      default -> TimeText.write(floored(time), zone);
    };
  }

  private Instant floored(Instant time) {
    if (granule.toSeconds() > 0) {
      long second = time.getEpochSecond();
      return Instant.ofEpochSecond(second - Math.floorMod(second, granule.toSeconds()));
    }
    return time.minusNanos(time.getNano() % granule.toNanos());
  }

  /**
   * Returns a bound that a person wrote as the server writes its values.
   *
   * @throws ConnectorException of kind CONFIG if it is no value of the first column
   */
  String bound(String written) {
    try {
      return switch (kinds.get(0)) {
        case NUMBER -> number(written).toPlainString();
        case SECONDS, MILLIS ->
            written.strip().matches("-?\\d{5,}")
                ? written.strip()
                : at(TimeText.parse(written, zone));
        case DAY -> TimeText.day(TimeText.parse(written, zone), zone);
        default -> TimeText.write(TimeText.parse(written, zone), zone);
      };
    } catch (DateTimeException | NumberFormatException wrong) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "\"" + written + "\" is no value of column `" + columns.get(0).name() + "`")
          .remedy("Write a " + (isTime() ? "date or time in ISO form" : "number"))
          .build();
    }
  }

  /** Returns a value of the first column that is earlier or smaller by this. */
  String back(String value, Duration lookback) {
    if (!isTime()) {
      return number(value).subtract(BigDecimal.valueOf(lookback.toSeconds())).toPlainString();
    }
    return at(instant(value).minus(lookback));
  }

  /** Returns whether one value of the first column comes before another. */
  boolean isBefore(String one, String other) {
    return isTime()
        ? instant(one).isBefore(instant(other))
        : number(one).compareTo(number(other)) < 0;
  }

  private Instant instant(String value) {
    return switch (kinds.get(0)) {
      case SECONDS -> Instant.ofEpochSecond(number(value).longValueExact());
      case MILLIS -> Instant.ofEpochMilli(number(value).longValueExact());
      default -> TimeText.parse(value, zone);
    };
  }

  /** Returns the first bound after these values, so that a window up to it holds them. */
  List<String> after(List<String> highest) {
    int last = highest.size() - 1;
    List<String> bound = new ArrayList<>(highest.subList(0, last));
    DataType type = columns.get(last).field().type();
    int scale = type.kind() == DataType.Kind.DECIMAL && type.precision() > 0 ? type.scale() : 0;
    bound.add(
        number(highest.get(last)).add(BigDecimal.ONE.scaleByPowerOfTen(-scale)).toPlainString());
    return List.copyOf(bound);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text.strip());
  }

  /** Returns the lowest value of a column's type, for queries before the first run. */
  static String lowest(TableColumn column, SqlDialect dialect) {
    DataType type = column.field().type();
    return switch (type.kind()) {
      case INT32 -> Integer.toString(Integer.MIN_VALUE);
      case INT64 -> Long.toString(Long.MIN_VALUE);
      case DECIMAL ->
          BigInteger.TEN
              .pow(type.precision() > 0 ? Math.max(1, type.precision() - type.scale()) : 30)
              .negate()
              .toString();
      case DATE -> dialect == SqlDialect.POSTGRES ? "-infinity" : "0001-01-01";
      case TIMESTAMP, TIMESTAMP_TZ ->
          dialect == SqlDialect.POSTGRES ? "-infinity" : "0001-01-01 00:00:00";
      default -> "";
    };
  }
}
