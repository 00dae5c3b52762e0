package dev.tributary.connector.testkit.storage;

import org.jspecify.annotations.Nullable;

/** The pre-conditions of a request. */
final class Conditions {
  private Conditions() {}

  /**
   * Fails if a condition does not hold.
   *
   * @param prefix {@code if} or {@code ifSource}
   * @param present the object as it is now, or null
   */
  static void check(WireRequest request, String prefix, @Nullable FakeObject present) {
    check(request.query(prefix + "GenerationMatch"), generation(present), true);
    check(request.query(prefix + "GenerationNotMatch"), generation(present), false);
    check(request.query(prefix + "MetagenerationMatch"), present == null ? 0 : 1, true);
    check(request.query(prefix + "MetagenerationNotMatch"), present == null ? 0 : 1, false);
  }

  private static long generation(@Nullable FakeObject present) {
    return present == null ? 0 : present.generation();
  }

  private static void check(@Nullable String wanted, long found, boolean same) {
    if (wanted != null && (Long.parseLong(wanted) == found) != same) {
      throw StorageError.condition();
    }
  }
}
