package dev.tributary.connector.read;

import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.split.Position;

/**
 * Opens pages of any size, to be read piece by piece.
 *
 * <p>Where the pagination asks for several pages at once, or where the next page is known before
 * the rows of the last one are read, several threads call it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PageOpener {
  /**
   * Asks the source for a page and waits for its answer to begin.
   *
   * <p>If {@link PageRequest#skip} is not 0, that many records of the page were handed over before
   * an interruption: the body counts them and adds no rows for them.
   *
   * @param page which page
   * @return the page's records, not yet read
   * @throws Exception if the page could not be opened; requests are repeated here, not by the
   *     engine
   */
  PageBody open(PageRequest page) throws Exception;

  /**
   * Returns a checkpoint with what the opener itself has to remember, under names of its own;
   * called on the reader's thread for what was read so far.
   *
   * @param here where the pages stand
   */
  default Position checkpoint(Position here) {
    return here;
  }
}
