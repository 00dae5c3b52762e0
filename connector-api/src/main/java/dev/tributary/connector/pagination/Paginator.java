package dev.tributary.connector.pagination;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.split.Position;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pages of one split: says which to ask for, and learns from what was found.
 *
 * <p>One page after the other:
 *
 * <pre>{@code
 * for (PageRequest request; (request = pages.next()) != null; ) {
 *   pages.turned(request, fetch(request));
 * }
 * }</pre>
 *
 * <p>Several at once, where pages are {@linkplain #isAddressable() addressable}: ask until {@link
 * #next()} returns null, take the answers in the order of asking, drop those that have become
 * {@linkplain #isObsolete obsolete}, and go on until {@link #isFinished()}. The first page is
 * always asked for alone, because it tells how large pages really are and often how many there are.
 *
 * <p>Made by {@link Pagination#start}; to be used by one thread at a time and for one split only.
 *
 * @since 0.1.0
 */
public abstract sealed class Paginator permits NumberedPaginator, LinkedPaginator {
  private static final int REMEMBERED = 64;

  private static final String PAGES = "pages";
  private static final String RECORDS = "records";
  private static final String TOTAL = "total";
  private static final String ROW = "row";
  private static final String ENDED = "ended";

  /** How many records a page is asked to hold, where its number depends on that. */
  static final String SIZE = "size";

  private record Turned(PageRequest request, long seenBefore, long rawRecords) {}

  final Pagination pagination;

  /** Asked for and not turned yet, in order. */
  final ArrayDeque<PageRequest> outstanding = new ArrayDeque<>();

  /** Asked for and not turned yet, though the answer is here. */
  private final ArrayDeque<PageRequest> answered = new ArrayDeque<>();

  private final ArrayDeque<Turned> recent = new ArrayDeque<>();
  private long pages;
  private long seen;
  private long skip;
  private OptionalLong total = OptionalLong.empty();
  private @Nullable PagingOutcome outcome;
  private boolean cutShort;
  private int series;

  Paginator(Pagination pagination, @Nullable Position from) {
    this.pagination = sizedAs(from, pagination);
    if (from == null || from.isEmpty()) {
      return;
    }
    if (!from.has(PAGES)) {
      throw ConnectorException.of(
              ErrorKind.INTERNAL, "the position " + from.asMap().keySet() + " is not one of pages")
          .remedy("Resume with the connector and the stream that the state was saved for")
          .build();
    }
    pages = from.getLong(PAGES);
    seen = from.getLong(RECORDS);
    skip = from.has(ROW) ? from.getLong(ROW) : 0;
    total = from.has(TOTAL) ? OptionalLong.of(from.getLong(TOTAL)) : OptionalLong.empty();
    from.find(ENDED).ifPresent(this::end);
    cutAtMaxPages();
  }

  /**
   * Returns the page to ask for now, or null if there is none: at the end, or until an earlier
   * request is {@linkplain #turned turned}.
   */
  public final @Nullable PageRequest next() {
    if (outcome != null || pages + outstanding.size() >= pagination.maxPages) {
      return null;
    }
    PageRequest request = ask(pages + outstanding.size());
    if (request != null) {
      outstanding.add(request);
    }
    return request;
  }

  /**
   * Returns the page after the only one that is asked for, where what follows it is known before it
   * was read, for instance from a header; null if that does not help. What {@link #turned} learns
   * later counts: if it is something else, the request returned here becomes obsolete.
   *
   * @param next the cursor or URL of the next page, as the page will say it
   */
  public final @Nullable PageRequest foresee(String next) {
    PageRequest current = outstanding.peek();
    if (current == null || outstanding.size() > 1 || pages + 1 >= pagination.maxPages) {
      return null;
    }
    PageRequest request = askAfter(current, next);
    if (request != null) {
      outstanding.add(request);
    }
    return request;
  }

  /**
   * Learns that the whole answer to a request is here, though its page cannot be turned yet because
   * one before it is still awaited: another page may be asked for in its place. As many answers may
   * wait so as pages are asked for at once. Need not be called; {@link #turned} says the same.
   *
   * @param request one that was handed out; if it was turned or became obsolete, nothing happens
   */
  public final void answered(PageRequest request) {
    if (holds(outstanding, request) && !holds(answered, request)) {
      answered.add(request);
    }
  }

  private static boolean holds(ArrayDeque<PageRequest> requests, PageRequest wanted) {
    return requests.stream().anyMatch(request -> request == wanted);
  }

  /**
   * Learns what was found. Call it in the order in which the requests were handed out, without
   * those that are obsolete.
   *
   * @param request the oldest request that was not turned yet
   * @param page what was found
   * @throws IllegalStateException if {@code request} is not the oldest one
   * @throws ConnectorException of kind DATA if the source goes round in circles or contradicts
   *     itself, of kind CONFIG if nothing could ever tell where the end is; the paginator then
   *     stands where it was
   */
  public final void turned(PageRequest request, Page page) {
    if (outstanding.peek() != request) {
      throw new IllegalStateException(
          request + " is not the oldest request; turn pages in the order of asking, each once");
    }
    page.total().ifPresent(said -> total = OptionalLong.of(said));
    String stopped = advance(request, page, seen + page.rawRecords());
    outstanding.remove(request);
    answered.removeIf(one -> one == request);
    recent.add(new Turned(request, seen, page.rawRecords()));
    if (recent.size() > REMEMBERED) {
      recent.remove();
    }
    seen += page.rawRecords();
    pages++;
    skip = 0;
    if (stopped != null) {
      end(stopped);
    }
    cutAtMaxPages();
  }

  /**
   * Returns whether nobody needs the answer to {@code request} any more: it lies beyond the end, or
   * a page before it had another size than expected and it is asked for again in another place.
   * Such a request may be cancelled; its answer and its failure are to be ignored.
   */
  public final boolean isObsolete(PageRequest request) {
    return outcome != null || request.series != series;
  }

  /** Returns whether the last page was turned, so that nothing is left to be asked or awaited. */
  public final boolean isFinished() {
    return outcome != null;
  }

  /** Returns whether several pages may be asked for at once. */
  public final boolean isAddressable() {
    return pagination.isAddressable();
  }

  /**
   * Returns the checkpoint after the last page turned; the split's start before the first one. A
   * read that is complete ends there for good. One that fell short of the source's total asks for
   * its last page with records again when it is resumed, and skips those; one that reached {@code
   * max_pages} goes on when more are allowed.
   */
  public final Position position() {
    if (outcome != null && outcome.fellShort() && !cutShort && !recent.isEmpty()) {
      Turned last = lastWithRecords();
      return positionInside(last.request(), last.rawRecords());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(PAGES, pages);
    values.put(RECORDS, seen);
    total.ifPresent(said -> values.put(TOTAL, said));
    if (outcome != null && !cutShort) {
      values.put(ENDED, outcome.reason().orElse(""));
    } else {
      here(values);
      if (skip > 0) {
        values.put(ROW, skip);
      }
    }
    return compact(values);
  }

  /**
   * Returns the checkpoint inside a page: resuming from it asks for the same page again, with
   * {@link PageRequest#skip()} set.
   *
   * @param request the oldest request not turned yet, or one of the last {@value #REMEMBERED}
   *     turned
   * @param rawRecordsDone how many of the page's raw records the checkpoint covers, counted from
   *     the page's start, with those that were skipped
   * @throws IllegalArgumentException if the request is none of those
   */
  public final Position positionInside(PageRequest request, long rawRecordsDone) {
    long before = seen;
    if (outstanding.peek() != request) {
      before =
          recent.stream()
              .filter(turned -> turned.request() == request)
              .mapToLong(Turned::seenBefore)
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(request + " is not being read"));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(PAGES, request.ordinal());
    values.put(RECORDS, before);
    total.ifPresent(said -> values.put(TOTAL, said));
    at(request, values);
    if (rawRecordsDone > 0) {
      values.put(ROW, rawRecordsDone);
    }
    return compact(values);
  }

  /** Returns how the read ended; empty until {@link #isFinished()}. */
  public final Optional<PagingOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** Returns the last total number of records that the source named, if it named one. */
  public final OptionalLong expectedTotal() {
    return total;
  }

  /** Returns how many raw records were on the pages turned so far, in earlier runs too. */
  public final long seenRecords() {
    return seen;
  }

  /** Returns how many pages were turned so far, in earlier runs too. */
  public final long turnedPages() {
    return pages;
  }

  /**
   * Returns the next request, which will be number {@code ordinal}, or null if none may be asked
   * now.
   */
  abstract @Nullable PageRequest ask(long ordinal);

  /** Returns what to ask for after a page that is not turned yet, or null if none may be asked. */
  @Nullable PageRequest askAfter(PageRequest current, String next) {
    return null;
  }

  /**
   * Moves on behind {@code page}; returns null to go on, "" at the end, or why it stops early.
   * Changes nothing if it throws.
   *
   * @param seenWithThis the raw records seen so far, this page's included
   */
  abstract @Nullable String advance(PageRequest request, Page page, long seenWithThis);

  /** Writes what to ask for next, as far as it is known without asking ahead. */
  abstract void here(Map<String, Object> values);

  /** Writes what {@code request} asked for. */
  abstract void at(PageRequest request, Map<String, Object> values);

  /** Pages of another size would have other numbers, so a read keeps the size it began with. */
  private static Pagination sizedAs(@Nullable Position from, Pagination pagination) {
    return from != null && from.has(SIZE)
        ? pagination.pageSize((int) from.getLong(SIZE))
        : pagination;
  }

  /** Returns whether a position says which page comes next, and not that there is none. */
  static boolean standsAtAPage(Position from) {
    return !from.isEmpty() && !from.has(ENDED);
  }

  /** Returns how many pages count as asked for at once: all but those whose answers wait. */
  final int underWay() {
    return outstanding.size() - Math.min(answered.size(), pagination.concurrent());
  }

  /** Makes all that was asked ahead obsolete. */
  final void dropOutstanding() {
    outstanding.clear();
    answered.clear();
    series++;
  }

  final int series() {
    return series;
  }

  /** Returns the records to skip on the next page asked for: only on the first after resuming. */
  final long skip() {
    return outstanding.isEmpty() ? skip : 0;
  }

  /** What was missing may since stand there; behind it there was nothing. */
  private Turned lastWithRecords() {
    Iterator<Turned> backwards = recent.descendingIterator();
    while (backwards.hasNext()) {
      Turned turned = backwards.next();
      if (turned.rawRecords() > 0) {
        return turned;
      }
    }
    return recent.getFirst();
  }

  private void cutAtMaxPages() {
    if (outcome == null && pages >= pagination.maxPages) {
      cutShort = true;
      end("max_pages " + pagination.maxPages + " reached");
    }
  }

  private void end(String reason) {
    dropOutstanding();
    outcome =
        reason.isEmpty()
            ? PagingOutcome.ended(seen, total)
            : PagingOutcome.stopped(seen, total, reason);
  }

  private static Position compact(Map<String, Object> values) {
    try {
      return Position.of(values);
    } catch (IllegalArgumentException tooLarge) {
      throw ConnectorException.of(
              ErrorKind.DATA, "the source's cursor does not fit into saved state")
          .cause(tooLarge)
          .build();
    }
  }
}
