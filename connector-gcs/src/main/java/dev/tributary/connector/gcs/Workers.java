package dev.tributary.connector.gcs;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a store, which send and fetch parts of large objects side by side. They end when
 * they have nothing to do, and with the store. How many there are is bounded by who uses them.
 * Thread-safe.
 */
final class Workers implements AutoCloseable {
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::thread);

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tributary-gcs");
    thread.setDaemon(true);
    return thread;
  }

  <T> Future<T> begin(Callable<T> work) {
    return threads.submit(work);
  }

  void begin(RunnableFuture<?> work) {
    threads.execute(work);
  }

  /**
   * Returns what work came to.
   *
   * @throws Exception what it failed with
   */
  static <T> T result(Future<T> work) throws Exception {
    try {
      return work.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw GcsApi.cancelled();
    } catch (CancellationException stopped) {
      throw GcsApi.cancelled();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
