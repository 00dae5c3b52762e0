package dev.tributary.connector.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.pagination.Page;
import org.jspecify.annotations.Nullable;

/**
 * A page that was opened and is read piece by piece, by one thread at a time.
 *
 * @since 0.1.0
 */
public interface PageBody extends AutoCloseable {
  /**
   * Adds records until {@code rows} is full or the page ends.
   *
   * @param rows where the records go; read until {@link BatchBuilder#isFull}
   * @return what the page held and what follows, or null if the rows are full and there may be more
   * @throws Exception if the page could not be read on
   */
  @Nullable Page read(BatchBuilder rows) throws Exception;

  /**
   * Returns how many records of the page were passed so far: added, rejected, filtered or skipped.
   */
  long records();

  /**
   * Returns the cursor or URL of the next page if it is known already, for instance from a header,
   * so that the next page can be asked for while this one is read; otherwise null.
   */
  default @Nullable String next() {
    return null;
  }

  /**
   * Returns whether all of the page was fetched from the source and takes a small part of a batch's
   * bytes, so that another page may be asked for before this one is read; false if in doubt.
   */
  default boolean isFetched() {
    return false;
  }

  /** Ends the page, read or not. */
  @Override
  default void close() throws Exception {}
}
