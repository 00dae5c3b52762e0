package dev.tributary.connector.engine;

import dev.tributary.connector.read.CancelHook;
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

  private final Deque<Hook> hooks = new ArrayDeque<>();
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
    if (cancelled) {
      Thread.interrupted();
    }
  }

  /** Registers what to close; the newest is closed first. Closed at once if it is too late. */
  CancelHook onCancel(AutoCloseable blocking) {
    Hook hook = new Hook(blocking);
    synchronized (this) {
      if (!cancelled) {
        hooks.push(hook);
        return hook;
      }
    }
    hook.fire();
    return hook;
  }

  /** Forgets what was registered, because whoever did so is closed. */
  synchronized void forgetHooks() {
    hooks.clear();
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Cancels if somebody reads; otherwise there is nobody to wake, and nothing is closed. */
  void cancelIfBusy() {
    synchronized (this) {
      if (reader == null) {
        cancelled = true;
        hooks.clear();
        return;
      }
    }
    cancel();
  }

  /** Cancels the reader; a second time interrupts it again. */
  void cancel() {
    List<Hook> closing;
    synchronized (this) {
      cancelled = true;
      closing = new ArrayList<>(hooks);
      hooks.clear();
    }
    closing.forEach(Hook::fire);
    synchronized (this) {
      if (reader != null) {
        reader.interrupt();
      }
    }
  }

  /** Equal to itself only, so that what is registered twice is taken back once. */
  private final class Hook implements CancelHook {
    private final AutoCloseable blocking;

    Hook(AutoCloseable blocking) {
      this.blocking = blocking;
    }

    void fire() {
      try {
        blocking.close();
      } catch (Exception failed) {
        // The read is over anyway; what matters is that its thread wakes up.
        LOG.debug("closing what a cancelled read blocks in failed: {}", failed.getClass());
      }
    }

    @Override
    public void close() {
      synchronized (Cancellation.this) {
        hooks.remove(this);
      }
    }
  }
}
