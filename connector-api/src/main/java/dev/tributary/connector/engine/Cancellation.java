package dev.tributary.connector.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops one reader from another thread: what blocks is closed, then the reader's thread is
 * interrupted.
 *
 * <p>Thread-safe. An interruption reaches the thread only between {@link #enter} and {@link
 * #leave}, so that it never hits whatever the thread does next.
 */
final class Cancellation {
  private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

  private final Deque<AutoCloseable> hooks = new ArrayDeque<>();
  private @Nullable Thread reader;
  private boolean cancelled;

  /** Marks the calling thread as the one to interrupt. */
  synchronized void enter() {
    reader = Thread.currentThread();
    if (cancelled) {
      reader.interrupt();
    }
  }

  /** Ends what {@link #enter} began, and takes back an interruption that came from here. */
  synchronized void leave() {
    reader = null;
    hooks.clear();
    if (cancelled) {
      Thread.interrupted();
    }
  }

  /** Registers what to close; the newest is closed first. Closed at once if it is too late. */
  void onCancel(AutoCloseable blocking) {
    synchronized (this) {
      if (!cancelled) {
        hooks.push(blocking);
        return;
      }
    }
    close(blocking);
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Cancels the reader; a second time interrupts it again. */
  void cancel() {
    List<AutoCloseable> closing;
    synchronized (this) {
      cancelled = true;
      closing = new ArrayList<>(hooks);
      hooks.clear();
    }
    closing.forEach(Cancellation::close);
    synchronized (this) {
      if (reader != null) {
        reader.interrupt();
      }
    }
  }

  private static void close(AutoCloseable blocking) {
    try {
      blocking.close();
    } catch (Exception failed) {
      // The read is over anyway; what matters is that its thread wakes up.
      LOG.debug("closing what a cancelled read blocks in failed: {}", failed.getClass().getName());
    }
  }
}
