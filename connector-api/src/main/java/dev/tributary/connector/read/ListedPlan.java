package dev.tributary.connector.read;

import dev.tributary.connector.split.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose splits are known at once. Planned in one step, so that none is ever planned twice.
 */
final class ListedPlan implements SplitPlan {
  private final List<Split> splits;
  private boolean exhausted;

  ListedPlan(List<Split> splits) {
    this.splits = splits;
  }

  @Override
  public @Nullable List<Split> next() {
    if (exhausted) {
      return null;
    }
    exhausted = true;
    return splits;
  }

  @Override
  public boolean isExhausted() {
    return exhausted;
  }
}
