package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.RunSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Runs streams side by side, and ends them all when it is told to. Used once. */
final class StreamPool {
  private final ThreadFactory threads;
  private final RunSettings settings;
  private final RunControl control;
  private final Map<String, StreamResult> ended = new ConcurrentHashMap<>();
  private final AtomicReference<String> why = new AtomicReference<>();

  StreamPool(ThreadFactory threads, RunSettings settings, RunControl control) {
    this.threads = threads;
    this.settings = settings;
    this.control = control;
  }

  /**
   * Runs streams, and returns when none runs any more: nothing may write once the lock is let go.
   * An interruption of this thread ends them and stays set.
   *
   * @param names the streams
   * @param running runs one, and throws nothing
   * @return how each ended, in their order
   */
  List<StreamResult> run(List<String> names, Function<String, StreamResult> running) {
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.min(settings.parallelStreams(), names.size()), threads);
    Runnable cancel = () -> stop(pool, "the run was cancelled");
    control.onCancel(cancel);
    try {
      for (String name : names) {
        pool.execute(() -> one(name, running, pool));
      }
    } catch (java.util.concurrent.RejectedExecutionException stopped) {
      stop(pool, "the run was cancelled"); // before all had their place in the queue
    } finally {
      pool.shutdown();
      awaitEnd(pool);
      control.forget(cancel);
    }
    List<StreamResult> results = new ArrayList<>();
    for (String name : names) {
      StreamResult result = ended.get(name);
      results.add(result == null ? StreamResult.failed(name, cancelled(name)) : explained(result));
    }
    return results;
  }

  private void one(String name, Function<String, StreamResult> running, ExecutorService pool) {
    StreamResult result;
    try {
      result = running.apply(name);
    } catch (RuntimeException | Error broken) {
      result =
          StreamResult.failed(
              name,
              ConnectorException.of(ErrorKind.INTERNAL, "staging " + name + " died: " + broken)
                  .stream(name)
                  .cause(broken)
                  .build());
    }
    ended.put(name, result);
    if (settings.stopOnFailure() && !result.isCommitted()) {
      stop(pool, "the stream " + name + " failed, and the others were to end with it");
    }
  }

  private void stop(ExecutorService pool, String reason) {
    why.compareAndSet(null, reason);
    pool.shutdownNow();
  }

  /** Says why a stream was cancelled, where the thread knew only that it was interrupted. */
  private StreamResult explained(StreamResult result) {
    boolean cancelled =
        result.failure().filter(failure -> failure.kind() == ErrorKind.CANCELLED).isPresent();
    return cancelled ? result.because(cancelled(result.stream())) : result;
  }

  private ConnectorException cancelled(String stream) {
    String reason = why.get();
    return ConnectorException.of(
            ErrorKind.CANCELLED, reason == null ? "the run was interrupted" : reason)
        .stream(stream)
        .remedy("Run again: it goes on where it was")
        .build();
  }

  private void awaitEnd(ExecutorService pool) {
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        over = pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException told) {
        interrupted = true;
        stop(pool, "the run was interrupted");
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
