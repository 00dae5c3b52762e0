package dev.tributary.connector.pagination;

/**
 * What happens when a source hands out a cursor, or the same page, that it handed out before.
 *
 * @since 0.1.0
 */
public enum OnRepeatedCursor {
  /**
   * Fail with a clear error: going on could read the same pages for ever, ending could lose some.
   */
  FAIL,
  /** Take it as the end: the page that came with the repeated cursor is the last one. */
  END,
  /**
   * Go on: the source uses one constant handle that remembers by itself how far the reading came.
   */
  CONTINUE
}
