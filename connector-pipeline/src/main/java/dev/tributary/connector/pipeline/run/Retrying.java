package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.pipeline.staging.Manifest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Offers a manifest several times.
 *
 * @param handOff what takes it over
 * @param attempts how often it is offered in one run
 * @param pause how long to wait after the first refusal; twice as long after each further one
 */
record Retrying(HandOff handOff, int attempts, Duration pause) {
  /** Returns null once it was taken over, else why it was not. */
  @Nullable String offer(Manifest manifest) throws InterruptedException {
    String refusal = null;
    for (int attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) {
        Thread.sleep(pause.multipliedBy(1L << Math.min(attempt - 1, 10)).toMillis());
      }
      try {
        if (handOff.accept(manifest)) {
          return null;
        }
        refusal = "the host did not take over run " + manifest.runId() + " yet";
      } catch (InterruptedException interrupted) {
        throw interrupted;
      } catch (Exception failed) {
        refusal = "the host failed to take over run " + manifest.runId() + ": " + failed;
      }
    }
    return refusal;
  }
}
