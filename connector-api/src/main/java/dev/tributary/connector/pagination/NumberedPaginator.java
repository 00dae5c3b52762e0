package dev.tributary.connector.pagination;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pagination.Pagination.Style;
import dev.tributary.connector.split.Position;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Pages that can be named without having seen the one before: by number or by offset; or just one.
 */
final class NumberedPaginator extends Paginator {
  private static final String THE_END = "";

  private final boolean byOffset;

  /** The number or offset of the page after the last one turned. */
  private long here;

  /** The number or offset after the last one asked for. */
  private long ahead;

  /** How many records a full page seems to hold; 0 until a page with records was seen. */
  private long step;

  private boolean firstTurned;
  private boolean lastWasShort;
  private OptionalLong totalPages = OptionalLong.empty();
  private OptionalLong lastDigest = OptionalLong.empty();

  NumberedPaginator(Pagination pagination, @Nullable Position from) {
    super(pagination, from);
    byOffset = pagination.style == Style.OFFSET;
    here = from != null && standsAtAPage(from) ? from.getLong(key()) : pagination.start;
    ahead = here;
  }

  @Override
  @Nullable PageRequest ask(long ordinal) {
    if (!outstanding.isEmpty() && !mayAskAhead()) {
      return null;
    }
    long place = outstanding.isEmpty() ? here : ahead;
    long records = byOffset ? place : seenRecords() + step * outstanding.size();
    ahead = byOffset ? place + step : place + 1;
    long number = byOffset ? ordinal + 1 : place;
    return new PageRequest(
        ordinal, number, records, pagination.pageSize, null, null, skip(), series());
  }

  private boolean mayAskAhead() {
    boolean paceKnown = firstTurned && !lastWasShort && step > 0;
    if (!paceKnown || underWay() >= pagination.concurrent()) {
      return false;
    }
    long recordsBefore = byOffset ? ahead : (ahead - pagination.start) * step;
    OptionalLong total = expectedTotal();
    // A total that was already passed says nothing about the end any more.
    boolean pastTotal =
        total.isPresent()
            && recordsBefore >= total.getAsLong()
            && seenRecords() <= total.getAsLong();
    return !pastTotal && (byOffset || isBefore(totalPages, ahead - pagination.start));
  }

  private static boolean isBefore(OptionalLong end, long index) {
    return end.isEmpty() || index < end.getAsLong();
  }

  @Override
  @Nullable String advance(PageRequest request, Page page, long seenWithThis) {
    if (pagination.style == Style.NONE) {
      return page.saysMore() ? "the source has more pages, and pagination is none" : THE_END;
    }
    if (isRepetition(request, page) || isEnd(request, page, seenWithThis)) {
      return THE_END;
    }
    long next = byOffset ? here + lengthOf(request, page) : here + 1;
    here = next;
    step = Math.max(step, page.rawRecords());
    firstTurned = true;
    lastWasShort = page.rawRecords() < step;
    lastDigest = page.isEmpty() ? lastDigest : page.digest();
    totalPages = page.totalPages().isPresent() ? page.totalPages() : totalPages;
    boolean othersInPlace = outstanding.size() <= 1 || !byOffset || secondOffset() == here;
    if (!othersInPlace) {
      dropOutstanding();
      outstanding.add(request); // the one that is being turned
    }
    return null;
  }

  private long secondOffset() {
    return outstanding.stream().skip(1).findFirst().map(PageRequest::offset).orElse(here);
  }

  private boolean isRepetition(PageRequest request, Page page) {
    boolean repeated =
        !page.isEmpty() && page.digest().isPresent() && page.digest().equals(lastDigest);
    if (!repeated || pagination.onRepeatedCursor == OnRepeatedCursor.CONTINUE) {
      return false;
    }
    if (pagination.onRepeatedCursor == OnRepeatedCursor.END) {
      return true;
    }
    throw ConnectorException.of(
            ErrorKind.DATA, "the source sent the page before once more, record for record")
        .place(request.toString())
        .remedy(
            "Check the name of the page parameter; set on_repeated_cursor to END or CONTINUE if"
                + " equal pages are right")
        .build();
  }

  /** The source's own word goes first, then its counts, and only then what pages look like. */
  private boolean isEnd(PageRequest request, Page page, long seenWithThis) {
    if (page.saysNoMore()) {
      return true;
    }
    long turnedWithThis = byOffset ? request.ordinal() + 1 : here - pagination.start + 1;
    boolean pagesLeft =
        page.totalPages().isPresent() && turnedWithThis < page.totalPages().getAsLong();
    if (page.isEmpty() && endsWhenEmpty(request, page, pagesLeft)) {
      return true;
    }
    if (page.saysMore() || pagesLeft) {
      return false;
    }
    if (page.totalPages().isPresent()) {
      return true;
    }
    if (isAllOf(page, turnedWithThis, seenWithThis)) {
      return true;
    }
    return pagination.endOnShortPage && page.rawRecords() < pagination.pageSize;
  }

  private boolean isAllOf(Page page, long turnedWithThis, long seenWithThis) {
    if (!page.isEmpty()) {
      // More than the total proves the total wrong: go on until the source shows its end.
      return page.total().isPresent() && seenWithThis == page.total().getAsLong();
    }
    long size = Math.max(step, pagination.pageSize);
    long covered = byOffset ? here + size : turnedWithThis * size;
    return expectedTotal().isPresent() && covered >= expectedTotal().getAsLong();
  }

  private boolean endsWhenEmpty(PageRequest request, Page page, boolean pagesLeft) {
    if (pagination.stopOnEmpty == null) {
      return !page.saysMore() && !pagesLeft;
    }
    boolean endUnknown =
        !page.saysMore()
            && expectedTotal().isEmpty()
            && page.totalPages().isEmpty()
            && pagination.maxPages == Long.MAX_VALUE;
    if (!pagination.stopOnEmpty && endUnknown) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "stop_on_empty is false, and the source says neither how much there is nor whether"
                  + " more follows, so the read would never end")
          .place(request.toString())
          .remedy("Set has_more_path, total_path or max_pages, or leave stop_on_empty out")
          .build();
    }
    return pagination.stopOnEmpty;
  }

  private long lengthOf(PageRequest request, Page page) {
    if (!page.isEmpty()) {
      return page.rawRecords();
    }
    long size = Math.max(step, pagination.pageSize);
    if (size == 0) {
      throw ConnectorException.of(
              ErrorKind.DATA, "the source sent an empty page and says that more follows")
          .place(request.toString())
          .remedy("Set page_size, so that the offset can move on, or stop_on_empty")
          .build();
    }
    return size;
  }

  @Override
  void here(Map<String, Object> values) {
    values.put(key(), here);
    putSize(values);
  }

  @Override
  void at(PageRequest request, Map<String, Object> values) {
    values.put(key(), byOffset ? request.offset() : request.number());
    putSize(values);
  }

  private void putSize(Map<String, Object> values) {
    if (pagination.style == Style.PAGE_NUMBER && pagination.pageSize > 0) {
      values.put(SIZE, (long) pagination.pageSize);
    }
  }

  private String key() {
    return byOffset ? "offset" : "page";
  }
}
