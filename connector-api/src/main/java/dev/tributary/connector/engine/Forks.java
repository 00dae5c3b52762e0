package dev.tributary.connector.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that a reader works beside itself with; they end with the reader. Thread-safe. */
final class Forks implements AutoCloseable {
  /** Beyond this, what is forked waits in the reader's own thread. */
  private static final int MOST = 64;

  private final ThreadFactory threads;
  private final List<Thread> made = new ArrayList<>();
  private @Nullable ThreadPoolExecutor pool;
  private boolean closed;

  Forks(ThreadFactory threads) {
    this.threads = threads;
  }

  synchronized <T> Future<T> fork(Callable<T> work) {
    if (closed) {
      throw new IllegalStateException("the reader is closed");
    }
    if (pool == null) {
      pool =
          new ThreadPoolExecutor(
              0,
              MOST,
              5,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              this::thread,
              new ThreadPoolExecutor.CallerRunsPolicy());
    }
    return pool.submit(work);
  }

  /** Interrupts what runs and waits for it, as long as an end under a second allows. */
  @Override
  public void close() {
    ThreadPoolExecutor ending;
    List<Thread> running;
    synchronized (this) {
      closed = true;
      ending = pool;
      running = new ArrayList<>(made);
    }
    if (ending != null) {
      ending.shutdownNow();
      Threads.join(running, 5_000);
    }
  }

  private synchronized Thread thread(Runnable work) {
    Thread thread = threads.newThread(work);
    made.removeIf(one -> one.getState() == Thread.State.TERMINATED);
    made.add(thread);
    return thread;
  }
}
