package dev.tributary.connector.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.pagination.Page;
import dev.tributary.connector.pagination.PageRequest;

/**
 * Gets one whole page, which is no larger than a batch. See {@link PageOpener} for larger ones.
 *
 * <p>Where the pagination asks for several pages at once, several threads call it, each with rows
 * of its own.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PageFetcher {
  /**
   * Asks the source for a page and adds its records to {@code rows}.
   *
   * @param page which page
   * @param rows where its records go
   * @return how many records the page held, before any filter, and what follows
   * @throws Exception if the page could not be read; requests are repeated here, not by the engine
   */
  Page fetch(PageRequest page, BatchBuilder rows) throws Exception;
}
