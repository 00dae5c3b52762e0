package dev.tributary.connector.testkit;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong in a {@link FakeSource}, at a place that is known beforehand. Given to
 * one source, it counts what became of it. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Fault {
  /** The place that means planning instead of a split. */
  public static final String PLAN = "plan";

  /** The record that means opening a split. */
  public static final long OPENING = -1;

  /** What happens. */
  enum Effect {
    CUT,
    FAIL,
    STALL,
    LOSE
  }

  private final String split;
  private final long after;
  private final Effect effect;
  private final @Nullable ErrorKind kind;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger times = new AtomicInteger();
  private volatile int most;
  private volatile int attempts = 1;
  private volatile boolean deaf;
  private volatile boolean quiet;

  private Fault(String split, long after, Effect effect, @Nullable ErrorKind kind, int most) {
    this.split = split;
    this.after = after;
    this.effect = effect;
    this.kind = kind;
    this.most = most;
  }

  /**
   * Returns a line that is cut, once, which passes.
   *
   * @param split the split's id, or {@link #PLAN}
   * @param after after how many records of the split, {@link #OPENING}, or after how many planning
   *     calls
   */
  public static Fault cut(String split, long after) {
    return new Fault(split, after, Effect.CUT, null, 1);
  }

  /** Returns a failure of a kind that happens each time the place is reached. */
  public static Fault fail(String split, long after, ErrorKind kind) {
    return new Fault(split, after, Effect.FAIL, kind, Integer.MAX_VALUE);
  }

  /** Returns a source that does not answer until it is released or the read is interrupted. */
  public static Fault stall(String split, long after) {
    return new Fault(split, after, Effect.STALL, null, 1);
  }

  /** Returns a snapshot that is lost, once: PLAN_LOST, and all that depends on it is gone. */
  public static Fault lose(String split, long after) {
    return new Fault(split, after, Effect.LOSE, ErrorKind.PLAN_LOST, 1);
  }

  /** Makes it happen so many times before the place can be passed. */
  public Fault times(int times) {
    most = times;
    return this;
  }

  /** Makes it happen each time. */
  public Fault always() {
    return times(Integer.MAX_VALUE);
  }

  /** Says that the reader made so many attempts itself before it gave up. */
  public Fault attempts(int attempts) {
    this.attempts = attempts;
    return this;
  }

  /** Makes a stalled read ignore interruption, as a socket does; only its cancel hook wakes it. */
  public Fault deaf() {
    deaf = true;
    return this;
  }

  /** Makes a stalled read take the closing of its line for the end of its split. */
  public Fault quiet() {
    deaf = true;
    quiet = true;
    return this;
  }

  /** Lets a stalled read go on. */
  public void release() {
    released.countDown();
  }

  /** Waits until it happened for the first time; returns whether it did within ten seconds. */
  public boolean awaitReached() throws InterruptedException {
    return reached.await(10, TimeUnit.SECONDS);
  }

  /** Returns how often it happened. */
  public int happened() {
    return Math.min(times.get(), most);
  }

  /** Returns whether it is to happen here, and counts it. */
  boolean isDue(String place, long record) {
    return after == record && split.equals(place) && times.incrementAndGet() <= most;
  }

  boolean losesSnapshots() {
    return effect == Effect.LOSE;
  }

  /**
   * Happens.
   *
   * @param line what a stalled read blocks in
   * @return whether the reader goes on; false to end as if all were read
   */
  boolean happen(Line line) throws Exception {
    reached.countDown();
    switch (effect) {
      case CUT, FAIL, LOSE -> throw failure();
      case STALL -> {
        return stall(line);
      }
    }
    throw new IllegalStateException("no such effect: " + effect);
  }

  private Exception failure() {
    if (kind == null && attempts == 1) {
      return new IOException("the line was cut after record " + after);
    }
    return ConnectorException.of(
            kind == null ? ErrorKind.TRANSIENT : kind, "ordered to fail after record " + after)
        .attempts(attempts)
        .build();
  }

  private boolean stall(Line line) throws InterruptedException, IOException {
    boolean interrupted = false;
    try {
      while (!line.isClosed()) {
        try {
          if (released.await(5, TimeUnit.MILLISECONDS)) {
            return true;
          }
        } catch (InterruptedException ignored) {
          if (!deaf) {
            throw ignored;
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (quiet) {
      return false;
    }
    throw new IOException("the line was closed");
  }

  @Override
  public String toString() {
    return effect + " at " + split + " after " + after;
  }
}
