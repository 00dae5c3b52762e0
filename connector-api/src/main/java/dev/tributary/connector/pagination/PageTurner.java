package dev.tributary.connector.pagination;

import org.jspecify.annotations.Nullable;

/**
 * An author's own rule for what comes after a page.
 *
 * <p>The text returned stands in for a cursor: it is checkpointed, watched for repetition, and
 * handed back as {@link PageRequest#cursor()} of the next request. It must hold all that is needed
 * to ask for the next page, also in another process. The rule must be stateless, because one serves
 * many splits at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PageTurner {
  /**
   * Returns what to ask for after {@code page}, or null if it was the last one.
   *
   * @param request what was asked for
   * @param page what was found, with what the source said about the next page
   * @throws RuntimeException if the page makes no sense; the read fails with it
   */
  @Nullable String next(PageRequest request, Page page);
}
