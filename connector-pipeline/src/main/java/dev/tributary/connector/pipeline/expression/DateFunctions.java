package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.DataType.Kind;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions of dates and times; instants are taken in UTC. */
final class DateFunctions {
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "year", ChronoUnit.YEARS,
          "month", ChronoUnit.MONTHS,
          "week", ChronoUnit.WEEKS,
          "day", ChronoUnit.DAYS,
          "hour", ChronoUnit.HOURS,
          "minute", ChronoUnit.MINUTES,
          "second", ChronoUnit.SECONDS);

  private DateFunctions() {}

  static List<Function> all() {
    List<Function> all = new ArrayList<>();
    all.add(part("year", "the year", ChronoField.YEAR));
    all.add(part("quarter", "the quarter, 1 to 4", IsoFields.QUARTER_OF_YEAR));
    all.add(part("month", "the month, 1 to 12", ChronoField.MONTH_OF_YEAR));
    all.add(part("week", "the week of ISO 8601", IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    all.add(part("day", "the day of the month", ChronoField.DAY_OF_MONTH));
    all.add(part("day_of_week", "the day of the week, Monday is 1", ChronoField.DAY_OF_WEEK));
    all.add(part("day_of_year", "the day of the year", ChronoField.DAY_OF_YEAR));
    all.add(part("hour", "the hour", ChronoField.HOUR_OF_DAY));
    all.add(part("minute", "the minute", ChronoField.MINUTE_OF_HOUR));
    all.add(part("second", "the second", ChronoField.SECOND_OF_MINUTE));
    all.add(
        new Function(
            "date",
            "date(a)",
            "the day of a timestamp",
            1,
            1,
            a ->
                Each.whole(
                    DataType.DATE,
                    moments(a),
                    (v, r) -> Moments.days(Moments.of(v[0], r).toLocalDate()))));
    all.add(
        new Function(
            "date_trunc",
            "date_trunc('unit', a)",
            "the beginning of the year, quarter, month, week, day, hour, minute or second",
            2,
            2,
            DateFunctions::truncate));
    all.add(
        new Function(
            "date_add",
            "date_add(a, n, 'unit')",
            "so many years, months, weeks, days, hours, minutes or seconds later; the last of a shorter month stays in it",
            3,
            3,
            DateFunctions::add));
    all.add(
        new Function(
            "date_diff",
            "date_diff(a, b, 'unit')",
            "how many whole units from `b` to `a`",
            3,
            3,
            DateFunctions::difference));
    all.add(
        new Function(
            "to_date",
            "to_date(a, 'format')",
            "the day that a text shows, such as `'DD.MM.YYYY'`",
            1,
            2,
            a -> parse(a, DataType.DATE)));
    all.add(
        new Function(
            "to_timestamp",
            "to_timestamp(a, 'format')",
            "the local time that a text shows, such as `'YYYY-MM-DD HH:mm:ss'`",
            1,
            2,
            a -> parse(a, DataType.TIMESTAMP)));
    all.add(
        new Function(
            "format_date",
            "format_date(a, 'format')",
            "the date or time as text",
            2,
            2,
            a ->
                Casts.bind(
                    moments(a.subList(0, 1)).get(0),
                    DataType.STRING,
                    Coercion.text(a.get(1), "its format"))));
    all.add(
        new Function(
            "epoch_seconds",
            "epoch_seconds(a)",
            "whole seconds since 1970 in UTC",
            1,
            1,
            a ->
                Each.whole(
                    DataType.INT64,
                    moments(a),
                    (v, r) ->
                        Moments.micros(Moments.of(v[0], r)) < 0
                            ? Math.floorDiv(Moments.micros(Moments.of(v[0], r)), Moments.SECOND)
                            : Moments.micros(Moments.of(v[0], r)) / Moments.SECOND)));
    all.add(
        new Function(
            "from_epoch",
            "from_epoch(n, 'unit')",
            "the instant so many seconds, millis or micros after 1970",
            2,
            2,
            DateFunctions::fromEpoch));
    all.add(
        new Function(
            "now",
            "now()",
            "when the run began, the same in all its rows",
            0,
            0,
            a ->
                Typed.of(
                    DataType.TIMESTAMP_TZ,
                    frame ->
                        Constant.of(
                                DataType.TIMESTAMP_TZ,
                                frame.now.getEpochSecond() * Moments.SECOND
                                    + frame.now.getNano() / 1000)
                            .kernel()
                            .run(frame))));
    all.add(
        new Function(
            "today",
            "today()",
            "the day in UTC on which the run began",
            0,
            0,
            a ->
                Typed.of(
                    DataType.DATE,
                    frame ->
                        Constant.of(
                                DataType.DATE, Math.floorDiv(frame.now.getEpochSecond(), 86_400L))
                            .kernel()
                            .run(frame))));
    return all;
  }

  private static Function part(String name, String doc, TemporalField field) {
    return new Function(
        name,
        name + "(a)",
        doc,
        1,
        1,
        a -> Each.whole(DataType.INT64, moments(a), (v, r) -> Moments.of(v[0], r).get(field)));
  }

  private static List<Typed> moments(List<Typed> arguments) {
    return arguments.stream().map(DateFunctions::moment).toList();
  }

  private static Typed moment(Typed value) {
    if (value.isNull()) {
      return Constant.of(DataType.DATE, null);
    }
    if (value.kind() != Kind.DATE
        && value.kind() != Kind.TIMESTAMP
        && value.kind() != Kind.TIMESTAMP_TZ) {
      throw new Mismatch("needs a date or a timestamp, not " + Types.name(value.type()));
    }
    return value;
  }

  private static ChronoUnit unit(Typed value) {
    String name = Coercion.text(value, "its unit").toLowerCase(Locale.ROOT);
    ChronoUnit unit = UNITS.get(name);
    if (unit == null) {
      throw new Mismatch(
          "has the unit '" + name + "'; use one of " + UNITS.keySet().stream().sorted().toList());
    }
    return unit;
  }

  private static Typed truncate(List<Typed> arguments) {
    Typed value = moment(arguments.get(1));
    boolean quarter = "quarter".equals(arguments.get(0).constant());
    ChronoUnit unit = quarter ? ChronoUnit.MONTHS : unit(arguments.get(0));
    return Each.whole(
        value.type(),
        List.of(value),
        (v, r) -> {
          LocalDateTime time = Moments.of(v[0], r);
          if (quarter) {
            time = time.minusMonths((time.getMonthValue() - 1) % 3);
          }
          LocalDateTime start =
              switch (unit) {
                case YEARS -> time.toLocalDate().withDayOfYear(1).atStartOfDay();
                case MONTHS -> time.toLocalDate().withDayOfMonth(1).atStartOfDay();
                case WEEKS ->
                    time.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay();
                default -> time.truncatedTo(unit);
              };
          return Moments.store(value.type(), start);
        });
  }

  private static Typed add(List<Typed> arguments) {
    Typed value = moment(arguments.get(0));
    ChronoUnit unit = unit(arguments.get(2));
    if (value.kind() == Kind.DATE && unit.compareTo(ChronoUnit.DAYS) < 0) {
      throw new Mismatch("adds hours, minutes or seconds to a DATE: cast it to a timestamp");
    }
    return Each.whole(
        value.type(),
        List.of(value, Coercion.expect(arguments.get(1), DataType.INT64)),
        (v, r) -> {
          if (v[0].nano(r) != 0) {
            throw new Each.Failed("the time is finer than a microsecond");
          }
          return Moments.store(value.type(), Moments.of(v[0], r).plus(v[1].longs[r], unit));
        });
  }

  private static Typed difference(List<Typed> arguments) {
    ChronoUnit unit = unit(arguments.get(2));
    List<Typed> both = Coercion.alike(moments(arguments.subList(0, 2)));
    return Each.whole(
        DataType.INT64, both, (v, r) -> unit.between(Moments.of(v[1], r), Moments.of(v[0], r)));
  }

  private static Typed parse(List<Typed> arguments, DataType type) {
    Typed text = Coercion.expect(arguments.get(0), DataType.STRING);
    return Casts.bind(
        text, type, arguments.size() == 1 ? null : Coercion.text(arguments.get(1), "its format"));
  }

  private static Typed fromEpoch(List<Typed> arguments) {
    String unit = Coercion.text(arguments.get(1), "its unit");
    long factor =
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "second", "seconds" -> Moments.SECOND;
          case "milli", "millis" -> 1_000L;
          case "micro", "micros" -> 1L;
          default ->
              throw new Mismatch("has the unit '" + unit + "'; use seconds, millis or micros");
        };
    return Each.whole(
        DataType.TIMESTAMP_TZ,
        List.of(Coercion.expect(arguments.get(0), DataType.INT64)),
        (v, r) -> Math.multiplyExact(v[0].longs[r], factor));
  }
}
