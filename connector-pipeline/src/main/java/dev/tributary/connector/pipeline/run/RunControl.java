package dev.tributary.connector.pipeline.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Pauses and ends a run from other threads. Lend one to one run; for the next, make a new one.
 * Thread-safe.
 *
 * <p>A run that is paused makes durable what it has read, and waits. One that is cancelled, or
 * killed while it is paused, is gone on with by the next run.
 *
 * @since 0.1.0
 */
public final class RunControl {
  private final List<Runnable> onCancel = new ArrayList<>();
  private boolean paused;
  private boolean cancelled;

  /** Makes one for a run that goes on until it ends. */
  public RunControl() {}

  /** Lets the run wait, each stream after the batch that it is at. */
  public synchronized void pause() {
    paused = true;
  }

  /** Lets a paused run go on. */
  public synchronized void resume() {
    paused = false;
    notifyAll();
  }

  /** Ends the run; what it staged is kept. Once cancelled, always cancelled. */
  public void cancel() {
    List<Runnable> hooks;
    synchronized (this) {
      cancelled = true;
      notifyAll();
      hooks = List.copyOf(onCancel);
    }
    hooks.forEach(Runnable::run);
  }

  /** Returns whether it is to wait. */
  public synchronized boolean isPaused() {
    return paused && !cancelled;
  }

  /** Returns whether it is to end. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Waits as long as the run is paused. */
  synchronized void awaitGo() throws InterruptedException {
    while (paused && !cancelled) {
      wait();
    }
  }

  /** Runs something when the run is cancelled, at once if it is already; until it is forgotten. */
  void onCancel(Runnable hook) {
    boolean now;
    synchronized (this) {
      onCancel.add(hook);
      now = cancelled;
    }
    if (now) {
      hook.run();
    }
  }

  synchronized void forget(Runnable hook) {
    onCancel.remove(hook);
  }
}
