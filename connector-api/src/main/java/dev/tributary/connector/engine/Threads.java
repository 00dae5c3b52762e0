package dev.tributary.connector.engine;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Waiting for threads to end, whatever happens to the one that waits. */
final class Threads {
  private Threads() {}

  /**
   * Waits until the threads ended; an interruption is kept for later, since leaving threads behind
   * would be worse.
   *
   * @return whether all ended in time
   */
  static boolean join(Collection<Thread> threads, long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean interrupted = false;
    boolean ended = true;
    for (Thread thread : threads) {
      while (thread != Thread.currentThread() && thread.isAlive()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          ended = false;
          break;
        }
        try {
          thread.join(left);
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return ended;
  }
}
