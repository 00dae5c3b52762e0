package dev.tributary.connector.read;

import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Yields the splits of a read as they are found, and owns what must live as long as the read, such
 * as the connection that exported a snapshot.
 *
 * <p>All methods are called on one thread, and {@link #close} once, when the extraction ends. After
 * an interruption a new plan goes on after the {@linkplain #position() position} of the last one:
 * planning never goes back behind it.
 *
 * @since 0.1.0
 */
public interface SplitPlan extends AutoCloseable {
  /**
   * Returns the next splits, or null when all were planned.
   *
   * <p>One call yields all the splits of a key (see {@link Split#commits}): a file and its parts,
   * never half of them. Phases ascend from call to call. The list may be empty, if a search found
   * nothing yet.
   *
   * @throws Exception if planning failed. After a passing failure a new plan is asked for that goes
   *     on after the position of this one; otherwise the streams not yet fully planned fail
   */
  @Nullable List<Split> next() throws Exception;

  /** Returns whether {@link #next} has nothing more to yield, as far as is known without a call. */
  default boolean isExhausted() {
    return false;
  }

  /**
   * Returns where planning goes on after the last call of {@link #next}; before the first one,
   * where it begins, what {@link #restarted} names included. Frozen bounds belong here.
   */
  default Position position() {
    return Position.empty();
  }

  /**
   * Returns what the watermark of each stream becomes once every split of it is completed, as far
   * as is known after the last call of {@link #next}. A stream that is not named keeps the one it
   * has.
   */
  default Map<String, Position> watermarks() {
    return Map.of();
  }

  /**
   * Returns the streams that this plan reads again from their start although an interrupted one had
   * begun them. Asked once, before the first {@link #next}. Their open splits are void and their
   * generation rises; the open splits of all other streams go on.
   */
  default Set<String> restarted() {
    return Set.of();
  }

  /**
   * Called about once a second while nothing is planned, to keep connections alive.
   *
   * @throws Exception of kind PLAN_LOST once classified, if what the plan owned is gone
   */
  default void idle() throws Exception {}

  /** Ends what the plan owned. */
  @Override
  default void close() throws Exception {}

  /** Returns a plan of exactly these splits, which owns nothing. */
  static SplitPlan of(Split... splits) {
    return new ListedPlan(List.of(splits));
  }

  /** Returns a plan of exactly these splits, which owns nothing. */
  static SplitPlan of(List<Split> splits) {
    return new ListedPlan(List.copyOf(splits));
  }
}
