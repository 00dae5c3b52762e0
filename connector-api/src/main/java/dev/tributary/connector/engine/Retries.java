package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.limit.RetryPolicy;
import dev.tributary.connector.read.ExtractionOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often the engine tries again what failed in passing, and after what delay (rule 5). What a
 * connector has tried itself is counted, so that attempts do not multiply. Thread-safe.
 */
final class Retries {
  private final Job job;
  private final Tell tell;
  private final RetryPolicy policy;

  Retries(Job job, Tell tell) {
    this.job = job;
    this.tell = tell;
    this.policy =
        RetryPolicy.standard().maxRetries(job.options().get(ExtractionOptions.REOPENINGS));
  }

  /**
   * Waits before the next attempt, if there is to be one.
   *
   * @param error what failed
   * @param failures how many attempts failed since the last progress, this one included
   * @return whether to try again; false at once if this is the end of it
   */
  boolean await(ConnectorException error, int failures) throws InterruptedException {
    Duration delay =
        policy.delay(error, failures, job.host().clock().instant(), ThreadLocalRandom.current());
    if (!policy.shouldRetry(error, failures) || delay.compareTo(policy.maxPause()) > 0) {
      return false;
    }
    tell.retried(error.what(), failures, delay);
    Thread.sleep(delay.toMillis());
    return true;
  }

  /**
   * Does something that can be done again as a whole.
   *
   * @param stream the stream concerned, if it is one
   * @param place where it happens
   * @param cancellation ends it
   * @throws ConnectorException the last failure, unless it is an interruption
   */
  <T> T run(
      @Nullable String stream, @Nullable String place, Cancellation cancellation, Callable<T> work)
      throws InterruptedException {
    int failures = 0;
    while (true) {
      try {
        return work.call();
      } catch (InterruptedException interrupted) {
        throw interrupted;
      } catch (Exception failure) {
        ConnectorException error = job.failures().of(failure, stream, place);
        failures += error.attempts();
        if (cancellation.isCancelled() || !await(error, failures)) {
          throw error;
        }
      }
    }
  }
}
