package dev.tributary.connector.gcs;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Waiting before another attempt. */
final class Pause {
  private Pause() {}

  /** Waits as the policy says for an attempt; ends with CANCELLED if the thread is interrupted. */
  static void before(GcsApi api, int attempt) {
    try {
      TimeUnit.NANOSECONDS.sleep(
          api.retries().delay(attempt, ThreadLocalRandom.current()).toNanos());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw GcsApi.cancelled();
    }
  }
}
