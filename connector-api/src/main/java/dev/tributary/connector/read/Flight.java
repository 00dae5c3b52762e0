package dev.tributary.connector.read;

import dev.tributary.connector.pagination.PageRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A page that is under way: asked for beside the reader's thread, or when the reader comes to it.
 */
final class Flight {
  private final PageRequest request;
  private final PageOpener opener;
  private final Semaphore landings;
  private @Nullable Future<PageBody> asked;
  private @Nullable PageBody arrived;
  private boolean closed;
  private volatile boolean landed;
  private volatile boolean fetched;

  private Flight(PageRequest request, PageOpener opener, Semaphore landings) {
    this.request = request;
    this.opener = opener;
    this.landings = landings;
  }

  /**
   * Returns a page under way.
   *
   * @param context forks the request; null to ask only when {@link #body} is called
   * @param landings is given a permit when the answer, or its failure, is there
   */
  static Flight of(
      PageRequest request, PageOpener opener, @Nullable ReadContext context, Semaphore landings) {
    Flight flight = new Flight(request, opener, landings);
    if (context != null) {
      flight.asked = context.fork(flight::open);
    }
    return flight;
  }

  PageRequest request() {
    return request;
  }

  /** Returns whether {@link #body} has to wait for the source. */
  boolean isAwaited() {
    return asked != null && !landed;
  }

  /** Returns whether the source is through with the page, so that it may be asked for another. */
  boolean isFetched() {
    return fetched;
  }

  /** Returns the page once its answer began; the caller closes it. */
  PageBody body() throws Exception {
    if (asked == null) {
      return opener.open(request);
    }
    try {
      PageBody body = asked.get();
      synchronized (this) {
        arrived = null;
      }
      return body;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error broken) {
        throw broken;
      }
      throw failed;
    }
  }

  /** Gives the page up, wherever it is. */
  void close() {
    PageBody closing;
    synchronized (this) {
      closed = true;
      closing = arrived;
      arrived = null;
    }
    if (asked != null) {
      asked.cancel(true);
    }
    close(closing);
  }

  private PageBody open() throws Exception {
    try {
      return opened();
    } finally {
      landed = true;
      landings.release();
    }
  }

  private PageBody opened() throws Exception {
    PageBody body = opener.open(request);
    fetched = body.isFetched();
    synchronized (this) {
      if (!closed) {
        arrived = body;
        return body;
      }
    }
    close(body);
    throw new InterruptedException("nobody needs page " + request);
  }

  private static void close(@Nullable PageBody body) {
    if (body != null) {
      try {
        body.close();
      } catch (Exception unneeded) {
        // Nobody needs the page any more, so nobody needs to know.
      }
    }
  }
}
