package dev.tributary.connector.rest;

import dev.tributary.connector.incremental.CursorType;
import dev.tributary.connector.incremental.Incremental;
import dev.tributary.connector.incremental.IncrementalWindow;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is asked for what is new: the strategy, and how its windows become parameters.
 *
 * @param strategy plans windows and compares values
 * @param fromParam names the parameter of the lower bound; null if the API takes none
 * @param untilParam names the parameter of the upper bound; null if the API takes none
 * @param fromExclusive whether the API leaves out what is exactly at the lower bound
 * @param untilInclusive whether the API sends what is exactly at the upper bound
 * @param written writes bounds as the parameters want them; null to send them as they are
 */
record Increment(
    Incremental strategy,
    @Nullable String fromParam,
    @Nullable String untilParam,
    boolean fromExclusive,
    boolean untilInclusive,
    @Nullable Incremental written) {
  private static final Instant SOME_TIME = Instant.parse("2026-05-04T03:02:01.001Z");
  private static final List<Duration> GRANULES =
      List.of(
          Duration.ofMillis(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofDays(1));

  /** Returns how the settings ask for what is new; nothing if they name no incremental field. */
  static Optional<Increment> of(Settings settings) {
    return settings.find(IncrementalOptions.FIELD).map(field -> of(settings, field));
  }

  private static Increment of(Settings settings, String field) {
    CursorType type = settings.get(IncrementalOptions.FIELD_TYPE);
    Incremental strategy =
        isTime(type) ? Incremental.timestamp(field).type(type) : Incremental.id(field).type(type);
    Optional<ZoneId> zone = settings.find(IncrementalOptions.ZONE).map(ZoneId::of);
    if (zone.isPresent()) {
      strategy = strategy.zone(zone.get());
    }
    Optional<String> format = settings.find(IncrementalOptions.FORMAT);
    if (format.isPresent()) {
      strategy = strategy.format(format.get());
    }
    strategy = strategy.onMissing(settings.get(IncrementalOptions.ON_MISSING));
    strategy = strategy.lag(settings.get(IncrementalOptions.LAG));
    Duration lookback = settings.get(IncrementalOptions.LOOKBACK);
    strategy = isTime(type) ? strategy.lookback(lookback) : strategy.lookback(lookback.toSeconds());
    Optional<Duration> window = settings.find(IncrementalOptions.WINDOW);
    if (window.isPresent()) {
      strategy =
          isTime(type)
              ? strategy.window(window.get())
              : strategy.window(Math.max(1, window.get().toSeconds()));
    }
    Optional<Incremental> written =
        settings
            .find(IncrementalOptions.PARAM_FORMAT)
            .map(text -> zone.map(writer(text)::zone).orElse(writer(text)));
    Optional<Duration> granule = settings.find(IncrementalOptions.GRANULARITY);
    Optional<Duration> shown = written.flatMap(Increment::granule);
    if (shown.isPresent() && granule.map(own -> own.compareTo(shown.get()) < 0).orElse(true)) {
      granule = shown;
    }
    if (granule.isPresent()) {
      strategy = strategy.granularity(granule.get());
    }
    return new Increment(
        strategy,
        settings.find(IncrementalOptions.FROM_PARAM).orElse(null),
        settings.find(IncrementalOptions.UNTIL_PARAM).orElse(null),
        settings.get(IncrementalOptions.FROM_EXCLUSIVE),
        settings.get(IncrementalOptions.UNTIL_INCLUSIVE),
        written.orElse(null));
  }

  static boolean isTime(CursorType type) {
    return type == CursorType.TIMESTAMP
        || type == CursorType.DATE
        || type == CursorType.EPOCH_SECONDS
        || type == CursorType.EPOCH_MILLIS;
  }

  /** Returns the parameters of a window, in the order of its bounds. */
  Map<String, String> parameters(IncrementalWindow window) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String from = window.from().orElse(null);
    if (fromParam != null && from != null) {
      parameters.put(fromParam, written(askedFrom(from)));
    }
    String until = window.until().orElse(null);
    if (untilParam != null && until != null) {
      parameters.put(untilParam, written(untilInclusive ? strategy.before(until) : until));
    }
    return parameters;
  }

  /** Returns the lower bound that the API is asked with, so that it sends {@code from} too. */
  String askedFrom(String from) {
    return fromExclusive ? strategy.before(from) : from;
  }

  /** Returns whether records below the window may come, because the API cannot be told. */
  boolean mayComeBefore(IncrementalWindow window) {
    return fromParam == null && window.from().isPresent();
  }

  /** Returns whether records above the window may come, because the API cannot be told. */
  boolean mayComeAfter(IncrementalWindow window) {
    return untilParam == null && window.until().isPresent();
  }

  private String written(String bound) {
    if (written == null) {
      return bound;
    }
    return written
        .plan(Optional.empty(), Clock.systemUTC(), Optional.empty(), Optional.of(bound))
        .from()
        .orElse(bound);
  }

  private static Incremental writer(String format) {
    Incremental writer = Incremental.timestamp(IncrementalOptions.PARAM_FORMAT.name());
    return switch (format) {
      case "EPOCH_SECONDS" -> writer.type(CursorType.EPOCH_SECONDS);
      case "EPOCH_MILLIS" -> writer.type(CursorType.EPOCH_MILLIS);
      default -> writer.format(format);
    };
  }

  /** Returns the smallest step that the writer shows, by trying. */
  private static Optional<Duration> granule(Incremental writer) {
    return GRANULES.stream()
        .filter(step -> !shown(writer, SOME_TIME).equals(shown(writer, SOME_TIME.plus(step))))
        .findFirst();
  }

  private static String shown(Incremental writer, Instant time) {
    return writer
        .plan(
            Optional.empty(), Clock.fixed(time, ZoneOffset.UTC), Optional.empty(), Optional.empty())
        .until()
        .orElse("");
  }

  static boolean isParamFormat(String text) {
    try {
      return granule(writer(text)).isPresent();
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  static boolean isGranularity(Duration granule) {
    try {
      return Incremental.timestamp("any").granularity(granule) != null;
    } catch (IllegalArgumentException odd) {
      return false;
    }
  }

  static boolean isZone(String name) {
    try {
      return !ZoneId.of(name).getId().isEmpty();
    } catch (DateTimeException unknown) {
      return false;
    }
  }
}
