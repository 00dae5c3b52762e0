package dev.tributary.connector.cloudsql.postgres;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets what a server sends add up before it is read on.
 *
 * <p>PostgreSQL sends pieces of 8 KB. A reader that is faster than the server is put to sleep and
 * woken for each, which costs both more than the reading: so, after it had to wait, it sleeps a
 * little longer, while the pieces add up in the system's buffers. Only in long copies; the rate is
 * the server's either way.
 */
final class Moderation {
  /** So much is read without a pause: a small table is there sooner. */
  private static final long UNTOUCHED = 1 << 20;

  /** A row that took longer was waited for, or the host took a batch. */
  private static final long WAITED_NANOS = 10_000;

  /** What comes in this time has room in the buffers of any line. */
  private static final long PAUSE_NANOS = 250_000;

  private long bytes;
  private long last;

  /** Takes note of a row that came. */
  void received(int size) {
    bytes += size;
    if (bytes < UNTOUCHED) {
      return;
    }
    long now = System.nanoTime();
    if (now - last > WAITED_NANOS) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
      now = System.nanoTime();
    }
    last = now;
  }
}
