package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** The calls under way of one reader or client, which are cancelled together. Thread-safe. */
final class Calls {
  private final Set<Call> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final @Nullable Calls all;

  /**
   * Makes an empty set of calls.
   *
   * @param all those of the client, which these belong to as well; null if these are they
   */
  Calls(@Nullable Calls all) {
    this.all = all;
  }

  /** Adds a call; it is cancelled at once if it is too late. */
  void add(Call call) {
    open.add(call);
    if (cancelled.getCount() == 0) {
      call.cancel();
    }
    if (all != null) {
      all.add(call);
    }
  }

  void remove(Call call) {
    open.remove(call);
    if (all != null) {
      all.remove(call);
    }
  }

  boolean isCancelled() {
    return cancelled.getCount() == 0 || (all != null && all.isCancelled());
  }

  /** Fails if there is no use in beginning anything. */
  void check() {
    if (isCancelled()) {
      throw cancelled();
    }
  }

  static ConnectorException cancelled() {
    return ConnectorException.of(ErrorKind.CANCELLED, "the request was cancelled").build();
  }

  /** Sleeps; a cancellation ends it. */
  void sleep(Duration time) throws InterruptedException {
    long nanos = Math.max(0, time.toNanos());
    if (cancelled.await(nanos, TimeUnit.NANOSECONDS)) {
      throw cancelled();
    }
    check();
  }

  /** Cancels all calls under way and to come. Does not block. */
  void cancel() {
    cancelled.countDown();
    open.forEach(Call::cancel);
  }
}
