package dev.tributary.connector.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.split.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * What the engine lends a reader while it reads.
 *
 * <p>Builders belong to the reader's thread; {@link #onCancel}, {@link #fork}, {@link #limiter},
 * {@link #count} and {@link #isCancelled} are safe for use by any thread.
 *
 * @since 0.1.0
 */
public interface ReadContext {
  /**
   * Returns a builder of batches of the task's only stream.
   *
   * @throws IllegalStateException if the split carries several
   */
  BatchBuilder batch();

  /**
   * Returns a new builder of batches of a stream. All builders of one reader share one budget of
   * bytes: when it is used up, all of them are full.
   *
   * @param stream one of the split's streams
   */
  BatchBuilder batch(String stream);

  /** Returns whether the builders of this reader hold as much as they may together. */
  boolean isFull();

  /** Returns a batch without records and without a checkpoint: nothing came within the patience. */
  RecordBatch empty();

  /** Returns a batch without records that moves the checkpoint: the source went on, idly. */
  RecordBatch empty(Position through);

  /** Returns how long {@link SplitReader#readBatch} may take before it returns what there is. */
  Duration patience();

  /**
   * Has {@code blocking} closed from another thread if the read is cancelled, because what it
   * blocks in ignores interruption: a connection to abort, a call to cancel. It must not block
   * itself.
   *
   * @return what takes this back; it may be ignored by whoever registers a few for the whole read
   */
  CancelHook onCancel(AutoCloseable blocking);

  /** Returns whether the read was cancelled, for loops that neither block nor build batches. */
  boolean isCancelled();

  /**
   * Runs something beside the reader, such as a request made ahead, on a thread of the host's.
   * Ended (by interruption) with the reader.
   */
  <T> Future<T> fork(Callable<T> work);

  /**
   * Returns the limiter that everything in this host shares which uses the same key.
   *
   * @param key names what is limited, such as a credential's fingerprint; never a secret
   * @param limits what the source allows; scaled down where the host reads in several processes
   */
  RateLimiter limiter(String key, RateLimits limits);

  /** Adds to a counter of the extraction's metadata, such as {@code requests}. */
  void count(String metric, long more);

  /** Tells the host that something was tried again. */
  void retried(String what, int attempt, Duration after);

  /** Tells the host that the source made the reader wait. */
  void throttled(Duration wait);

  /** Tells the host something that it should know and that does not stop the read. */
  void warn(String message);

  /** Returns the host's clock. */
  Clock clock();
}
