package dev.tributary.connector.read;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.pagination.Pagination;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Turns one split into batches.
 *
 * <p>One thread at a time uses a reader: the one that opened it also reads and closes it. Only what
 * was registered with {@link ReadContext#onCancel} is called from elsewhere.
 *
 * @since 0.1.0
 */
public interface SplitReader extends AutoCloseable {
  /**
   * Returns the next batch, or null when the split is read.
   *
   * <p>Returns within {@link ReadContext#patience}, with what there is by then, or with {@link
   * ReadContext#empty()} if there is nothing. A batch's checkpoint covers everything through the
   * batch and nothing after it; it may be absent where the source offers no place to go on from.
   *
   * @throws Exception if reading failed; the connector classifies it
   */
  @Nullable RecordBatch readBatch() throws Exception;

  /**
   * Called about once a second while the host is slow to take batches, to keep connections alive.
   *
   * @throws Exception if the reader cannot go on
   */
  default void idle() throws Exception {}

  /** Returns how the read ended; asked once, after {@link #readBatch} returned null. */
  default Completion completion() {
    return Completion.exhausted();
  }

  /** Ends what the reader holds; called once, also after a failure. */
  @Override
  default void close() throws Exception {}

  /**
   * Returns a reader that follows pages: it asks for them in order, several at once where the
   * pagination allows and asks for it, and can go on at any page.
   *
   * @param task what to read
   * @param context the engine's help
   * @param pagination how pages follow one another
   * @param fetcher gets one page whole
   */
  static SplitReader paged(
      ReadTask task, ReadContext context, Pagination pagination, PageFetcher fetcher) {
    return new PagedReader(task, context, pagination, WholePage.opener(context, fetcher));
  }

  /**
   * Returns a reader that follows pages of any size: it asks for them in order, several at once
   * where the pagination allows and asks for it, reads each piece by piece, and can go on at any
   * record.
   *
   * @param task what to read
   * @param context the engine's help
   * @param pagination how pages follow one another
   * @param opener opens one page
   */
  static SplitReader paged(
      ReadTask task, ReadContext context, Pagination pagination, PageOpener opener) {
    return new PagedReader(task, context, pagination, opener);
  }

  /**
   * Returns a reader that takes items from an iterator, and goes on after an interruption by
   * skipping as many items as were handed over before; so the iterator must yield the same items
   * each time.
   *
   * @param <T> the type of an item
   * @param task what to read
   * @param context the engine's help
   * @param items what to read, in an order that does not change; closed with the reader if
   *     closeable
   * @param row writes one item as at most one row
   */
  static <T> SplitReader of(
      ReadTask task, ReadContext context, Iterator<T> items, RowWriter<T> row) {
    return new IteratorReader<>(task, context, items, row);
  }
}
