package dev.tributary.connector.incremental;

import dev.tributary.connector.split.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which field tells new records from old, and how: an incremental strategy as a value.
 *
 * <pre>{@code
 * Incremental strategy = Incremental.timestamp("updated_at").lag(Duration.ofMinutes(2));
 * IncrementalWindow window = strategy.plan(state.watermark(), clock, Optional.empty(), Optional.empty());
 * // … read what is in the window …
 * Optional<Position> next = strategy.watermarkAfter(window, state.watermark());
 * }</pre>
 *
 * <p>Immutable and thread-safe; every setting returns a copy.
 *
 * @since 0.1.0
 */
public final class Incremental {
  /** How new records are told from old ones. */
  public enum Strategy {
    /** By when they were written or changed. */
    TIMESTAMP,
    /** By an id that only grows. */
    ID,
    /** By the period of time that they belong to; a period is read when it is over. */
    PARTITION
  }

  /** The name of the watermark's value in its position. */
  static final String CURSOR = "cursor";

  private final Settings settings;
  private final CursorValues values;

  private Incremental(Settings settings) {
    this.settings = settings;
    DatePattern pattern = settings.format == null ? null : DatePattern.of(settings.format);
    this.values =
        new CursorValues(
            settings.field, settings.type, settings.zone, pattern, settings.granularity);
  }

  private static Incremental of(Strategy strategy, String field, CursorType type) {
    return new Incremental(new Settings(strategy, field, type));
  }

  /**
   * Returns the strategy of a field that says when a record was written or changed.
   *
   * @param field the field's name in the source
   */
  public static Incremental timestamp(String field) {
    return of(Strategy.TIMESTAMP, field, CursorType.TIMESTAMP);
  }

  /**
   * Returns the strategy of an id that only grows.
   *
   * @param field the field's name in the source
   */
  public static Incremental id(String field) {
    return of(Strategy.ID, field, CursorType.INTEGER);
  }

  /**
   * Returns the strategy of data that comes in periods of time, such as one directory or table
   * partition a day.
   *
   * @param field the partition's name in the source
   * @param format how the source writes a period, such as {@code YYYY-MM-DD} or {@code %Y%m%d%H};
   *     its finest part says how long a period is
   * @throws IllegalArgumentException if the format names no year
   */
  public static Incremental partition(String field, String format) {
    Incremental daily = of(Strategy.PARTITION, field, CursorType.TIMESTAMP).format(format);
    ChronoUnit unit = DatePattern.of(format).finest();
    return switch (unit) {
      case YEARS -> daily.window(Period.ofYears(1));
      case MONTHS -> daily.window(Period.ofMonths(1));
      case DAYS -> daily.window(Period.ofDays(1));
      default -> daily.window(unit.getDuration());
    };
  }

  /** Returns a copy whose values are written and compared in this way. */
  public Incremental type(CursorType type) {
    Incremental typed = with(copy -> copy.type = type);
    return switch (type) {
      case DATE -> typed.format("YYYY-MM-DD").granularity(Duration.ofDays(1));
      case EPOCH_SECONDS -> typed.granularity(Duration.ofSeconds(1));
      default -> typed;
    };
  }

  /**
   * Returns a copy whose values are the time on the wall in this zone, written without an offset.
   * By default what has no offset is UTC.
   */
  public Incremental zone(ZoneId zone) {
    return with(copy -> copy.zone = zone);
  }

  /**
   * Returns a copy that writes bounds in this format. By default they are written in ISO 8601.
   *
   * @param format in YYYY, MM, DD, HH, mm, ss, SSS letters, or in % form
   * @throws IllegalArgumentException if it names no year, or a part twice
   */
  public Incremental format(String format) {
    return with(copy -> copy.format = format);
  }

  /**
   * Returns a copy for a source that keeps time this finely: bounds are rounded down to it. A
   * millisecond by default.
   *
   * @param granule whole seconds, or a part that divides a second evenly
   */
  public Incremental granularity(Duration granule) {
    boolean fits =
        granule.getSeconds() > 0
            ? granule.getNano() == 0
            : granule.getNano() > 0 && 1_000_000_000 % granule.getNano() == 0;
    if (!fits || granule.isNegative()) {
      throw new IllegalArgumentException(
          "a granularity of " + granule + "; whole seconds, or a part that divides one evenly");
    }
    return with(copy -> copy.granularity = granule);
  }

  /** Returns a copy with what happens to records without a value; {@code FAIL} by default. */
  public Incremental onMissing(OnMissingCursor policy) {
    return with(copy -> copy.onMissing = policy);
  }

  /**
   * Returns a copy that ends its windows this long before now, because the newest records may
   * become visible late; none by default. Counts as time whatever the type of the values.
   */
  public Incremental lag(Duration lag) {
    notNegative("lag", lag);
    return with(copy -> copy.lag = lag);
  }

  /**
   * Returns a copy that begins its windows this much earlier, to read again what may have changed.
   */
  public Incremental lookback(Duration time) {
    notNegative("lookback", time);
    return with(copy -> copy.lookback = time);
  }

  /** Returns a copy that begins its windows this many ids earlier. */
  public Incremental lookback(long ids) {
    if (ids < 0) {
      throw new IllegalArgumentException("a lookback of " + ids + "; at least 0");
    }
    return with(copy -> copy.lookbackIds = ids);
  }

  /** Returns a copy whose windows are {@linkplain #slices cut} into steps of this length. */
  public Incremental window(Duration step) {
    if (step.isNegative() || step.isZero()) {
      throw new IllegalArgumentException("window is " + step + "; it must be positive");
    }
    return stepping(step, 0);
  }

  /**
   * Returns a copy whose windows are {@linkplain #slices cut} into steps of days, months or years.
   */
  public Incremental window(Period step) {
    if (step.isNegative() || step.isZero()) {
      throw new IllegalArgumentException("window is " + step + "; it must be positive");
    }
    return stepping(step, 0);
  }

  /** Returns a copy whose windows are {@linkplain #slices cut} into steps of so many ids. */
  public Incremental window(long ids) {
    if (ids < 1) {
      throw new IllegalArgumentException("window is " + ids + " ids; at least 1");
    }
    return stepping(null, ids);
  }

  /** Returns how new records are told from old ones. */
  public Strategy strategy() {
    return settings.strategy;
  }

  /** Returns the field's name in the source. */
  public String field() {
    return settings.field;
  }

  /** Returns how the field's values are written and compared. */
  public CursorType type() {
    return settings.type;
  }

  /** Returns what happens to records without a value. */
  public OnMissingCursor onMissing() {
    return settings.onMissing;
  }

  /**
   * Returns what the next run reads.
   *
   * <p>It begins at the watermark, exactly as it was remembered, less the lookback; on the first
   * run at {@code startDate}, or at the lowest value. For times it ends at the source's clock minus
   * the lag, rounded down; for ids the end is open until {@link #closedAt} names the highest. A
   * clock that is behind the watermark gives an empty window.
   *
   * @param watermark what the last run left, if there was one
   * @param clock the source's clock, as well as it is known
   * @param requested a window that somebody asked for; it counts instead of the watermark
   * @param startDate where the first run begins: a date, or a value as the source writes it
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if a value is not of the
   *     type
   */
  public IncrementalWindow plan(
      Optional<Position> watermark,
      Clock clock,
      Optional<IncrementalWindow> requested,
      Optional<String> startDate) {
    String end = type().isTime() ? values.bound(clock.instant().minus(settings.lag)) : null;
    if (requested.isPresent()) {
      IncrementalWindow asked = requested.get().requested();
      String until = asked.until().map(values::asBound).orElse(end);
      return forward(asked, asked.from().map(values::asBound).orElse(null), until);
    }
    String from =
        watermark
            .flatMap(last -> last.find(CURSOR))
            .map(this::lookedBack)
            .or(() -> startDate.map(values::asBound))
            .orElse(null);
    return forward(IncrementalWindow.all(), from, end);
  }

  private String lookedBack(String value) {
    if (type().isTime() && !settings.lookback.isZero()) {
      return values.minus(value, settings.lookback);
    }
    return type() == CursorType.INTEGER && settings.lookbackIds > 0
        ? values.plus(value, -settings.lookbackIds)
        : value;
  }

  private IncrementalWindow forward(
      IncrementalWindow kind, @Nullable String from, @Nullable String until) {
    boolean backward = from != null && until != null && values.compare(from, until) >= 0;
    return kind.withBounds(from, backward ? from : until);
  }

  /**
   * Freezes the end of a window of ids at the successor of the highest, so that the highest row
   * itself is read and later ones are left to the next run. Values that have no successor leave the
   * end open: there {@link BoundaryKeys} tells rows apart.
   *
   * @param highest the highest value at the source now; null if it has no rows, so that there is
   *     nothing to read
   */
  public IncrementalWindow closedAt(IncrementalWindow window, @Nullable String highest) {
    if (window.until().isPresent()) {
      return window;
    }
    if (highest == null) {
      return window.nothing();
    }
    return type() == CursorType.INTEGER
        ? forward(window, window.from().orElse(null), values.plus(highest, 1))
        : window;
  }

  /**
   * Returns the watermark after a window with an upper bound was read to its end: that bound, also
   * where no record was in it. A requested window, and one that would go back, leave it as it is; a
   * window without an upper bound needs {@link #watermarkAfter(IncrementalWindow, Optional,
   * BoundaryKeys)}.
   *
   * @param window what was read, completely
   * @param before the watermark before
   */
  public Optional<Position> watermarkAfter(IncrementalWindow window, Optional<Position> before) {
    if (window.isRequested() || window.until().isEmpty()) {
      return before;
    }
    String until = window.until().get();
    boolean back =
        before
            .flatMap(last -> last.find(CURSOR))
            .filter(last -> compare(last, until) >= 0)
            .isPresent();
    return back ? before : Optional.of(Position.of(CURSOR, until));
  }

  /**
   * Returns the watermark after a window was read to its end, where it may have had no upper bound:
   * then the highest value seen, with the keys seen there. Without records it stays as it is.
   *
   * @param window what was read, completely
   * @param before the watermark before
   * @param seen what was noted of each record
   */
  public Optional<Position> watermarkAfter(
      IncrementalWindow window, Optional<Position> before, BoundaryKeys seen) {
    if (window.isRequested()) {
      return before;
    }
    return window.until().isPresent()
        ? watermarkAfter(window, before)
        : seen.highest().isEmpty() ? before : Optional.of(seen.toPosition());
  }

  /** Compares two values of the field as the source orders them, exactly. */
  public int compare(String one, String other) {
    return values.compare(one, other);
  }

  /**
   * Returns the value one granule before, for sources that only know "greater than", and "less or
   * equal" for upper bounds: {@code > before(from)} is {@code >= from} where the granularity is the
   * source's.
   */
  public String before(String value) {
    return type().isTime() ? values.minus(value, settings.granularity) : values.plus(value, -1);
  }

  /**
   * Returns the window cut into steps, in their order and made as they are asked for; the window
   * itself where no step is set or a bound is missing; nothing for an empty window. Every cut is
   * the end of one slice and the start of the next.
   */
  public Iterable<IncrementalWindow> slices(IncrementalWindow window) {
    return () -> new Slices(this, window);
  }

  /** Returns the cut that is {@code count} steps after the window's start, or null for none. */
  @Nullable String cut(String from, long count) {
    if (settings.stepIds > 0 && type() == CursorType.INTEGER) {
      return values.plus(from, Math.multiplyExact(settings.stepIds, count));
    }
    if (settings.step == null || !type().isTime()) {
      return null;
    }
    int times = Math.toIntExact(count);
    TemporalAmount many =
        settings.step instanceof Period period
            ? period.multipliedBy(times)
            : Duration.from(settings.step).multipliedBy(times);
    return values.plus(from, many);
  }

  boolean isFinite(String value) {
    return values.isFinite(value);
  }

  @Override
  public String toString() {
    return settings.strategy.name().toLowerCase(Locale.ROOT) + " by " + settings.field;
  }

  private Incremental with(Consumer<Settings> change) {
    return new Incremental(settings.with(change));
  }

  private Incremental stepping(@Nullable TemporalAmount step, long ids) {
    return with(
        copy -> {
          copy.step = step;
          copy.stepIds = ids;
        });
  }

  private static void notNegative(String setting, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(setting + " is " + value + "; it must not be negative");
    }
  }
}
