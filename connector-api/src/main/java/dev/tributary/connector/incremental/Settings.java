package dev.tributary.connector.incremental;

import dev.tributary.connector.incremental.Incremental.Strategy;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that an {@link Incremental} is told; changed only while {@link #with} copies it. */
final class Settings {
  final Strategy strategy;
  final String field;
  CursorType type;
  @Nullable ZoneId zone;
  @Nullable String format;
  Duration granularity = Duration.ofMillis(1);
  Duration lag = Duration.ZERO;
  Duration lookback = Duration.ZERO;
  long lookbackIds;
  @Nullable TemporalAmount step;
  long stepIds;
  OnMissingCursor onMissing = OnMissingCursor.FAIL;

  Settings(Strategy strategy, String field, CursorType type) {
    this.strategy = strategy;
    this.field = field;
    this.type = type;
  }

  /** Returns a copy with a change. */
  Settings with(Consumer<Settings> change) {
    Settings copy = new Settings(strategy, field, type);
    copy.zone = zone;
    copy.format = format;
    copy.granularity = granularity;
    copy.lag = lag;
    copy.lookback = lookback;
    copy.lookbackIds = lookbackIds;
    copy.step = step;
    copy.stepIds = stepIds;
    copy.onMissing = onMissing;
    change.accept(copy);
    return copy;
  }
}
