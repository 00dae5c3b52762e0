package dev.tributary.connector.pagination;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What was found on one page: how many records, and what the source said about the next page.
 *
 * <p>Only the number of records is required; say the rest as far as the source says it. Immutable
 * and thread-safe.
 *
 * @since 0.1.0
 */
public final class Page {
  private static final long UNKNOWN = -1;

  private final long rawRecords;
  private final @Nullable String next;
  private final @Nullable Boolean hasMore;
  private final long total;
  private final long totalPages;
  private final boolean last;
  private final @Nullable Long digest;

  private Page(
      long rawRecords,
      @Nullable String next,
      @Nullable Boolean hasMore,
      long total,
      long totalPages,
      boolean last,
      @Nullable Long digest) {
    this.rawRecords = rawRecords;
    this.next = next;
    this.hasMore = hasMore;
    this.total = total;
    this.totalPages = totalPages;
    this.last = last;
    this.digest = digest;
  }

  /**
   * Returns a page of this many records.
   *
   * @param rawRecords how many records the source sent, before any of them was filtered out,
   *     skipped or rejected; at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public static Page of(long rawRecords) {
    if (rawRecords < 0) {
      throw new IllegalArgumentException("a page of " + rawRecords + " records; at least 0");
    }
    return new Page(rawRecords, null, null, UNKNOWN, UNKNOWN, false, null);
  }

  /**
   * Returns a copy with the cursor or the URL of the next page.
   *
   * @param cursorOrUrl exactly what the source sent; null if it sent none
   */
  public Page next(@Nullable String cursorOrUrl) {
    return new Page(rawRecords, cursorOrUrl, hasMore, total, totalPages, last, digest);
  }

  /** Returns a copy with the source's word on whether more pages follow. */
  public Page hasMore(boolean more) {
    return new Page(rawRecords, next, more, total, totalPages, last, digest);
  }

  /**
   * Returns a copy with the number of records that the source says there are on all pages together.
   *
   * @param records the total; a negative one counts as not said
   */
  public Page total(long records) {
    return new Page(
        rawRecords, next, hasMore, Math.max(UNKNOWN, records), totalPages, last, digest);
  }

  /**
   * Returns a copy with the number of pages that the source says there are.
   *
   * @param pages the total; a negative one counts as not said
   */
  public Page totalPages(long pages) {
    return new Page(rawRecords, next, hasMore, total, Math.max(UNKNOWN, pages), last, digest);
  }

  /** Returns a copy that is the last page, whatever else it says. */
  public Page last() {
    return new Page(rawRecords, next, hasMore, total, totalPages, true, digest);
  }

  /**
   * Returns a copy with a digest of the page's records.
   *
   * <p>With it, a repeated cursor counts as repeated only if it comes with the same records, so
   * that a source may hand out one constant handle; and two equal pages in a row are noticed where
   * pages are numbered, as from a source that ignores the page asked for.
   *
   * @param digest a 64-bit hash of the records as they were sent
   */
  public Page digest(long digest) {
    return new Page(rawRecords, next, hasMore, total, totalPages, last, digest);
  }

  /** Returns how many records the source sent on this page. */
  public long rawRecords() {
    return rawRecords;
  }

  /**
   * Returns the cursor or URL of the next page as the source sent it, if it sent one; may be "".
   */
  public Optional<String> next() {
    return Optional.ofNullable(next);
  }

  /** Returns the source's word on whether more pages follow, if it gave one. */
  public Optional<Boolean> hasMore() {
    return Optional.ofNullable(hasMore);
  }

  /** Returns how many records the source says there are in all, if it said. */
  public OptionalLong total() {
    return total == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /** Returns how many pages the source says there are, if it said. */
  public OptionalLong totalPages() {
    return totalPages == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(totalPages);
  }

  /** Returns whether the author declared this page the last one. */
  public boolean isLast() {
    return last;
  }

  /** Returns the digest of the page's records, if the author took one. */
  public OptionalLong digest() {
    return digest == null ? OptionalLong.empty() : OptionalLong.of(digest);
  }

  /** Returns whether the source sent no records. */
  public boolean isEmpty() {
    return rawRecords == 0;
  }

  boolean saysMore() {
    return Boolean.TRUE.equals(hasMore);
  }

  boolean saysNoMore() {
    return last || Boolean.FALSE.equals(hasMore);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("page of ").append(rawRecords).append(" records");
    if (next != null) {
      text.append(", next given");
    }
    if (hasMore != null) {
      text.append(hasMore ? ", more follow" : ", no more follow");
    }
    if (total != UNKNOWN) {
      text.append(", ").append(total).append(" in all");
    }
    if (totalPages != UNKNOWN) {
      text.append(", ").append(totalPages).append(" pages in all");
    }
    return last ? text.append(", last").toString() : text.toString();
  }
}
