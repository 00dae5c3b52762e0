package dev.tributary.connector.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.pagination.Page;
import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.pagination.Pagination;
import dev.tributary.connector.pagination.Paginator;
import dev.tributary.connector.pagination.PagingOutcome;
import dev.tributary.connector.split.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Follows pages in order, with several under way where the pagination allows; the checkpoint is a
 * page, or a record in it.
 */
final class PagedReader implements SplitReader {
  private final ReadContext context;
  private final PageOpener opener;
  private final Paginator pages;
  private final int ahead;
  private final BatchBuilder rows;
  private final Deque<Flight> flights = new ArrayDeque<>();
  private final Semaphore landings = new Semaphore(0);

  private @Nullable PageRequest request;
  private @Nullable PageBody body;
  private @Nullable Exception failure;
  private boolean done;

  PagedReader(ReadTask task, ReadContext context, Pagination pagination, PageOpener opener) {
    this.context = context;
    this.opener = opener;
    this.pages = pagination.start(task.resumeFrom().orElse(null));
    this.ahead = pagination.isAddressable() ? pagination.concurrent() : 1;
    this.rows = context.batch();
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    if (failure != null) {
      throw failure;
    }
    try {
      return read();
    } catch (InterruptedException cancelled) {
      throw cancelled;
    } catch (Exception failed) {
      // What was read before the failure is good: the host gets it first.
      Position through = here();
      RecordBatch read = rows.build(through);
      if (isEmpty(read)) {
        throw failed;
      }
      failure = failed;
      return read;
    }
  }

  private @Nullable RecordBatch read() throws Exception {
    long deadline = System.nanoTime() + context.patience().toNanos();
    while (!done) {
      PageBody current = body == null ? openNext() : body;
      if (current == null) {
        done = true;
        RecordBatch last = rows.build(opener.checkpoint(pages.position()));
        return isEmpty(last) ? null : last;
      }
      Page page = current.read(rows);
      if (page == null) {
        return rows.build(here());
      }
      turn(page);
      if (rows.isFull() || System.nanoTime() - deadline >= 0) {
        return rows.build(opener.checkpoint(pages.position()));
      }
    }
    return null;
  }

  @Override
  public Completion completion() {
    PagingOutcome outcome = pages.outcome().orElseThrow();
    if (outcome.reason().isPresent()) {
      return Completion.stopped(outcome.reason().get());
    }
    return outcome.total().isPresent()
        ? Completion.counted(outcome.total().getAsLong(), outcome.seen())
        : Completion.exhausted();
  }

  @Override
  public void close() throws Exception {
    flights.forEach(Flight::close);
    flights.clear();
    closeBody();
  }

  /** Returns the next page opened, or null at the end. */
  private @Nullable PageBody openNext() throws Exception {
    while (true) {
      ask();
      Flight first = flights.poll();
      if (first == null) {
        return null;
      }
      if (pages.isObsolete(first.request())) {
        first.close();
        continue;
      }
      request = first.request();
      PageBody opened = land(first);
      body = opened;
      if (first.isFetched()) {
        pages.answered(first.request());
        ask();
      }
      askAhead(opened.next());
      return opened;
    }
  }

  /** Asks for as many pages as may be under way. */
  private void ask() {
    int awaited = 0;
    for (Flight flight : flights) {
      if (flight.isFetched()) {
        pages.answered(flight.request());
      } else {
        awaited++;
      }
    }
    PageRequest next;
    while (awaited < ahead && (next = pages.next()) != null) {
      flights.add(Flight.of(next, opener, ahead > 1 ? context : null, landings));
      awaited++;
    }
  }

  /** Waits for the page whose turn it is, and keeps the others coming while it does not come. */
  private PageBody land(Flight first) throws Exception {
    while (first.isAwaited()) {
      landings.acquire();
      landings.drainPermits();
      ask();
    }
    return first.body();
  }

  /** Asks for the next page while this one is read, where it is known already. */
  private void askAhead(@Nullable String next) {
    PageRequest ahead = next == null ? null : pages.foresee(next);
    if (ahead != null) {
      flights.add(Flight.of(ahead, opener, context, landings));
    }
  }

  /** Turns before it closes: if the page leads nowhere, its records still count as read. */
  private void turn(Page page) throws Exception {
    PageRequest turned = request;
    if (turned != null) {
      pages.turned(turned, page);
    }
    request = null;
    closeBody();
  }

  private void closeBody() throws Exception {
    PageBody closing = body;
    body = null;
    if (closing != null) {
      closing.close();
    }
  }

  /** Returns the checkpoint of what the rows hold now, which may be inside a page. */
  private Position here() {
    return opener.checkpoint(
        body == null || request == null
            ? pages.position()
            : pages.positionInside(request, body.records()));
  }

  private static boolean isEmpty(RecordBatch batch) {
    return batch.size() == 0 && batch.rejects().isEmpty();
  }
}
