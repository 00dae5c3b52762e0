package dev.tributary.connector.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A host's thread factory that knows which of its threads still live, so that a test can tell
 * whether a connector left one behind. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ThreadWatch implements ThreadFactory {
  private final Queue<Thread> living = new ConcurrentLinkedQueue<>();
  private final AtomicInteger made = new AtomicInteger();

  /** Makes a factory that has made no thread yet. */
  public ThreadWatch() {}

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "watched-" + made.incrementAndGet());
    thread.setDaemon(true);
    living.removeIf(one -> one.getState() == Thread.State.TERMINATED);
    living.add(thread);
    return thread;
  }

  /** Returns how many threads were made. */
  public int made() {
    return made.get();
  }

  /** Returns the threads that were started and have not ended. */
  public List<Thread> living() {
    return living.stream().filter(Thread::isAlive).toList();
  }

  /**
   * Waits for every thread to end.
   *
   * @param patience how long to wait at most, for all of them together
   * @return whether all ended
   */
  public boolean awaitNone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Thread thread : living) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, left));
    }
    return living().isEmpty();
  }

  @Override
  public String toString() {
    return made + " threads made, living: " + living();
  }
}
