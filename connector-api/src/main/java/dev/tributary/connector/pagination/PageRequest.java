package dev.tributary.connector.pagination;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page to fetch.
 *
 * <p>Every part is filled whatever the strategy, as far as it has a meaning; take the one that the
 * protocol asks for. Made by a {@link Paginator}. Immutable and thread-safe; two requests are equal
 * only if they are the same object.
 *
 * @since 0.1.0
 */
public final class PageRequest {
  private final long ordinal;
  private final long number;
  private final long offset;
  private final int size;
  private final @Nullable String cursor;
  private final @Nullable String url;
  private final long skip;
  final int series;

  PageRequest(
      long ordinal,
      long number,
      long offset,
      int size,
      @Nullable String cursor,
      @Nullable String url,
      long skip,
      int series) {
    this.ordinal = ordinal;
    this.number = number;
    this.offset = offset;
    this.size = size;
    this.cursor = cursor;
    this.url = url;
    this.skip = skip;
    this.series = series;
  }

  /** Returns the page's number as the source counts, from the start that the pagination names. */
  public long number() {
    return number;
  }

  /** Returns how many records stand before this page, as the source counts them. */
  public long offset() {
    return offset;
  }

  /** Returns how many records to ask for, or 0 to leave that to the source. */
  public int size() {
    return size;
  }

  /** Returns the cursor to send; empty on the first page, and where there are no cursors. */
  public Optional<String> cursor() {
    return Optional.ofNullable(cursor);
  }

  /**
   * Returns the next page's URL, exactly as the source gave it; empty on the first page, and where
   * there are none. It may be relative: {@link NextUrl#resolve} makes it whole.
   */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  /** Returns how many pages of this split came before, in earlier runs too; 0 for the first. */
  public long ordinal() {
    return ordinal;
  }

  /** Returns whether this is the first page of the split, not merely the first since resuming. */
  public boolean isFirst() {
    return ordinal == 0;
  }

  /**
   * Returns how many raw records at the page's start were handed over before the read was
   * interrupted and are to be skipped now; 0 but for the first page after resuming inside it.
   */
  public long skip() {
    return skip;
  }

  /** Describes the page for people and for places in errors, such as {@code page 7}. */
  @Override
  public String toString() {
    return url != null || cursor != null
        ? "page " + (ordinal + 1) + ", by " + (url != null ? "URL" : "cursor")
        : "page " + number + ", from record " + offset;
  }
}
