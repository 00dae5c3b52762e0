package dev.tributary.connector.incremental;

import dev.tributary.connector.split.Position;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the keys of the records at the highest value seen, so that the next run, which reads
 * that value again, leaves them out.
 *
 * <p>Needed only where no upper bound can be asked for: records that come later with the same value
 * are new, and those that were read are not. At most {@value #MOST} keys are kept; beyond that the
 * records of the boundary may be read again, but none is lost, and {@link #isIncomplete()} says so.
 * To be used by one thread at a time.
 *
 * @since 0.1.0
 */
public final class BoundaryKeys {
  /** How many keys are remembered at most. */
  public static final int MOST = 2_000;

  private static final String KEYS = "keys";
  private static final String INCOMPLETE = "keys_incomplete";
  private static final int LONGEST_PLAIN = 22;

  private final Incremental strategy;
  private final @Nullable String boundary;
  private final Set<String> atBoundary;
  private final Set<String> atHighest = new LinkedHashSet<>();
  private @Nullable String highest;
  private boolean incomplete;

  private BoundaryKeys(Incremental strategy, @Nullable Position watermark) {
    this.strategy = strategy;
    boundary = watermark == null ? null : watermark.find(Incremental.CURSOR).orElse(null);
    atBoundary = watermark == null ? Set.of() : new LinkedHashSet<>(watermark.list(KEYS));
    highest = boundary;
    atHighest.addAll(atBoundary);
    incomplete = watermark != null && watermark.has(INCOMPLETE);
  }

  /** Begins with what the last run left, if there was one. */
  public static BoundaryKeys start(Incremental strategy, Optional<Position> watermark) {
    return new BoundaryKeys(strategy, watermark.orElse(null));
  }

  /**
   * Notes a record.
   *
   * @param cursor its value of the incremental field, exactly as the source wrote it
   * @param key what tells it from others of the same value
   * @return whether it is new; false if an earlier run read it
   */
  public boolean isNew(String cursor, String key) {
    boolean isBoundary = boundary != null && strategy.compare(cursor, boundary) == 0;
    String kept = compact(key);
    if (isBoundary && atBoundary.contains(kept)) {
      return false;
    }
    if (strategy.isFinite(cursor)) {
      note(cursor, kept);
    }
    return true;
  }

  private void note(String cursor, String kept) {
    int above = highest == null ? 1 : strategy.compare(cursor, highest);
    if (above > 0) {
      highest = cursor;
      atHighest.clear();
      incomplete = false;
    }
    if (above >= 0 && !atHighest.contains(kept)) {
      if (atHighest.size() < MOST) {
        atHighest.add(kept);
      } else {
        incomplete = true;
      }
    }
  }

  /** Returns the highest value seen, by earlier runs too, exactly as the source wrote it. */
  public Optional<String> highest() {
    return Optional.ofNullable(highest);
  }

  /** Returns whether there are more records at the highest value than keys are kept. */
  public boolean isIncomplete() {
    return incomplete;
  }

  /** Returns the watermark: the highest value and the keys seen there. */
  public Position toPosition() {
    if (highest == null) {
      return Position.empty();
    }
    Position position = Position.of(Incremental.CURSOR, highest).with(KEYS, List.copyOf(atHighest));
    return incomplete ? position.with(INCOMPLETE, 1) : position;
  }

  /** Keeps a short key as it is, and of a long one 128 bits of its SHA-256. */
  private static String compact(String key) {
    if (key.length() <= LONGEST_PLAIN) {
      return "=" + key;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "#" + Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
