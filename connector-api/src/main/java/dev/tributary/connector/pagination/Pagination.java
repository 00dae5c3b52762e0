package dev.tributary.connector.pagination;

import dev.tributary.connector.split.Position;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the pages of a source follow each other.
 *
 * <p>A value: every setting returns a copy. Start from one of the factories; {@link #start} makes
 * the {@link Paginator} that turns the pages of one split. Immutable and thread-safe; to be shared
 * freely.
 *
 * @since 0.1.0
 */
public final class Pagination {
  enum Style {
    NONE,
    PAGE_NUMBER,
    OFFSET,
    CURSOR,
    NEXT_URL,
    CUSTOM
  }

  final Style style;
  final long start;
  final @Nullable PageTurner turner;
  final int pageSize;
  final long maxPages;
  final @Nullable Boolean stopOnEmpty;
  final boolean endOnShortPage;
  final boolean emptyCursorIsValue;
  final OnRepeatedCursor onRepeatedCursor;
  final int concurrent;

  private Pagination(Draft draft) {
    this.style = draft.style;
    this.start = draft.start;
    this.turner = draft.turner;
    this.pageSize = draft.pageSize;
    this.maxPages = draft.maxPages;
    this.stopOnEmpty = draft.stopOnEmpty;
    this.endOnShortPage = draft.endOnShortPage;
    this.emptyCursorIsValue = draft.emptyCursorIsValue;
    this.onRepeatedCursor = draft.onRepeatedCursor;
    this.concurrent = draft.concurrent;
  }

  /** Returns the strategy of sources that send everything at once: one page. */
  public static Pagination none() {
    Draft draft = new Draft(Style.NONE);
    draft.start = 1;
    return draft.done();
  }

  /**
   * Returns the strategy of numbered pages, which ends at the first empty page unless the source
   * says by has-more, total or number of pages where the end is.
   *
   * @param start the first page's number, usually 0 or 1
   */
  public static Pagination pageNumber(int start) {
    Draft draft = new Draft(Style.PAGE_NUMBER);
    draft.start = start;
    return draft.done();
  }

  /**
   * Returns the strategy of offsets that count records from 0. The next offset is the last one plus
   * the records really sent, so that a source which sends fewer than asked loses nothing.
   */
  public static Pagination offset() {
    return new Draft(Style.OFFSET).done();
  }

  /** Returns the strategy of cursors: each page brings the token of the next, the last one none. */
  public static Pagination cursor() {
    return new Draft(Style.CURSOR).done();
  }

  /** Returns the strategy of next URLs, from a body or a link header: the last page brings none. */
  public static Pagination nextUrl() {
    return new Draft(Style.NEXT_URL).done();
  }

  /**
   * Returns a strategy of the author's own.
   *
   * @param turner computes from a page what to ask for next, or that it was the last
   */
  public static Pagination custom(PageTurner turner) {
    Draft draft = new Draft(Style.CUSTOM);
    draft.turner = turner;
    return draft.done();
  }

  /**
   * Returns a copy that asks for this many records a page.
   *
   * @param records at least 1, or 0 (the default) to leave it to the source
   */
  public Pagination pageSize(int records) {
    Draft draft = draft();
    draft.pageSize = (int) atLeast(0, "page_size", records);
    return draft.done();
  }

  /**
   * Returns a copy that stops after this many pages. A read that this stops is reported as stopped,
   * and is not complete.
   *
   * @param pages at least 1; the default is no limit
   */
  public Pagination maxPages(long pages) {
    Draft draft = draft();
    draft.maxPages = atLeast(1, "max_pages", pages);
    return draft.done();
  }

  /**
   * Returns a copy that says whether an empty page is the end.
   *
   * <p>By default an empty page is the end of numbered pages and offsets unless the source says
   * that more follow, and no sign of an end where cursors or URLs lead on. {@code true} makes every
   * empty page the end; {@code false} makes none the end, so that numbered pages need a has-more, a
   * total or a maximum.
   */
  public Pagination stopOnEmpty(boolean stop) {
    Draft draft = draft();
    draft.stopOnEmpty = stop;
    return draft.done();
  }

  /**
   * Returns a copy that says whether a page with fewer records than asked for is the end. Off by
   * default: sources send short pages for many reasons. Needs {@link #pageSize}; matters only where
   * pages are numbered or offset.
   */
  public Pagination endOnShortPage(boolean end) {
    Draft draft = draft();
    draft.endOnShortPage = end;
    return draft.done();
  }

  /** Returns a copy with what happens when a cursor or URL comes back; {@code FAIL} by default. */
  public Pagination onRepeatedCursor(OnRepeatedCursor policy) {
    Draft draft = draft();
    draft.onRepeatedCursor = policy;
    return draft.done();
  }

  /**
   * Returns a copy that says whether {@code ""} is a cursor; by default it means that none follows.
   */
  public Pagination emptyCursorIsValue(boolean value) {
    Draft draft = draft();
    draft.emptyCursorIsValue = value;
    return draft.done();
  }

  /**
   * Returns a copy that lets several pages be asked for at once, where pages are addressable.
   *
   * @param pages at least 1, the default; ignored where each page is only known from the one before
   */
  public Pagination concurrent(int pages) {
    Draft draft = draft();
    draft.concurrent = (int) atLeast(1, "concurrent_requests", pages);
    return draft.done();
  }

  /** Returns the number of records asked for a page, or 0 where that is left to the source. */
  public int pageSize() {
    return pageSize;
  }

  /** Returns how many pages may be asked for at once; 1 where pages are not addressable. */
  public int concurrent() {
    return isAddressable() ? concurrent : 1;
  }

  /** Returns whether any page can be asked for without having seen the one before. */
  public boolean isAddressable() {
    return style == Style.PAGE_NUMBER || style == Style.OFFSET;
  }

  /** Starts at the first page. Every split takes a paginator of its own. */
  public Paginator start() {
    return start(null);
  }

  /**
   * Starts where {@code resumeFrom} says, or at the first page if it is null.
   *
   * @param resumeFrom a position that a paginator of an equal pagination returned
   * @throws dev.tributary.connector.error.ConnectorException of kind INTERNAL if the position is of
   *     another kind of pagination
   */
  public Paginator start(@Nullable Position resumeFrom) {
    return switch (style) {
      case NONE, PAGE_NUMBER, OFFSET -> new NumberedPaginator(this, resumeFrom);
      case CURSOR, NEXT_URL, CUSTOM -> new LinkedPaginator(this, resumeFrom);
    };
  }

  @Override
  public String toString() {
    return style.name().toLowerCase(Locale.ROOT)
        + (pageSize > 0 ? ", " + pageSize + " a page" : "")
        + (maxPages < Long.MAX_VALUE ? ", at most " + maxPages + " pages" : "");
  }

  private static long atLeast(long least, String setting, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          setting + " is " + value + "; it must be at least " + least);
    }
    return value;
  }

  private Draft draft() {
    Draft draft = new Draft(style);
    draft.start = start;
    draft.turner = turner;
    draft.pageSize = pageSize;
    draft.maxPages = maxPages;
    draft.stopOnEmpty = stopOnEmpty;
    draft.endOnShortPage = endOnShortPage;
    draft.emptyCursorIsValue = emptyCursorIsValue;
    draft.onRepeatedCursor = onRepeatedCursor;
    draft.concurrent = concurrent;
    return draft;
  }

  /** The one place that names every setting for copying. */
  private static final class Draft {
    final Style style;
    long start;
    @Nullable PageTurner turner;
    int pageSize;
    long maxPages = Long.MAX_VALUE;
    @Nullable Boolean stopOnEmpty;
    boolean endOnShortPage;
    boolean emptyCursorIsValue;
    OnRepeatedCursor onRepeatedCursor = OnRepeatedCursor.FAIL;
    int concurrent = 1;

    Draft(Style style) {
      this.style = style;
    }

    Pagination done() {
      return new Pagination(this);
    }
  }
}
