package dev.tributary.connector.rest;

/**
 * How an API hands out its records page by page.
 *
 * @since 0.1.0
 */
public enum PaginationType {
  /** All at once: one page. */
  NONE,
  /** By the page's number. */
  PAGE_NUMBER,
  /** By the number of records before the page. */
  OFFSET,
  /** By a cursor that each page brings, in its body or in a header. */
  CURSOR,
  /** By the URL in the page's link header (RFC 8288). */
  LINK_HEADER,
  /** By a URL in the page's body. */
  NEXT_URL,
  /** By whatever the answers suggest; not available yet. */
  AUTO,
  /** By the rule of a class of one's own. */
  CUSTOM;

  boolean isAvailable() {
    return this != AUTO;
  }

  /** Returns whether any page can be asked for without having seen the one before. */
  boolean isNumbered() {
    return this == NONE || this == PAGE_NUMBER || this == OFFSET;
  }
}
