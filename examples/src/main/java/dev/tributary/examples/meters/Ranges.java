package dev.tributary.examples.meters;

import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans ranges of records up to an end that stays what it was when the plan began. */
final class Ranges implements SplitPlan {
  static final String NEXT = "next";
  static final String END = "end";

  private static final String SEEN = "records";

  private final long end;
  private final int range;
  private long next;

  Ranges(Position where, int range) {
    this.next = where.getLong(NEXT);
    this.end = where.getLong(END);
    this.range = range;
  }

  static long seen(Position watermark) {
    return watermark.getLong(SEEN);
  }

  @Override
  public @Nullable List<Split> next() {
    if (next >= end) {
      return null;
    }
    long from = next;
    next = Math.min(end, from + range);
    return List.of(
        Split.of(Meters.STREAM + "-" + from, Meters.STREAM)
            .bounds(Position.of("from", from).with("to", next))
            .estimate(next - from));
  }

  @Override
  public boolean isExhausted() {
    return next >= end;
  }

  @Override
  public Position position() {
    return Position.of(NEXT, next).with(END, end);
  }

  @Override
  public Map<String, Position> watermarks() {
    return Map.of(Meters.STREAM, Position.of(SEEN, end));
  }
}
