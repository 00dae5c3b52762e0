package dev.tributary.connector.pagination;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pagination.Pagination.Style;
import dev.tributary.connector.split.Position;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages of which each is only known from the one before: by cursor, by URL, or by an author's rule.
 */
final class LinkedPaginator extends Paginator {
  private static final String THE_END = "";

  private final SeenCursors handedOut = new SeenCursors();
  private @Nullable String cursor;

  LinkedPaginator(Pagination pagination, @Nullable Position from) {
    super(pagination, from);
    if (from != null && turnedPages() > 0 && standsAtAPage(from)) {
      cursor = from.get(key());
      handedOut.add(SeenCursors.hash(cursor));
    }
  }

  @Override
  @Nullable PageRequest ask(long ordinal) {
    if (!outstanding.isEmpty()) {
      return null;
    }
    return request(ordinal, cursor, skip());
  }

  /**
   * A rule of the author's own has to see the page first, and a constant handle is none to hurry.
   */
  @Override
  @Nullable PageRequest askAfter(PageRequest current, String next) {
    boolean unknown =
        pagination.turner != null
            || pagination.onRepeatedCursor == OnRepeatedCursor.CONTINUE
            || (next.isEmpty() && !pagination.emptyCursorIsValue);
    return unknown ? null : request(current.ordinal() + 1, next, 0);
  }

  private PageRequest request(long ordinal, @Nullable String next, long skip) {
    boolean byUrl = pagination.style == Style.NEXT_URL;
    return new PageRequest(
        ordinal,
        ordinal + 1,
        seenRecords(),
        pagination.pageSize,
        byUrl ? null : next,
        byUrl ? next : null,
        skip,
        series());
  }

  @Override
  @Nullable String advance(PageRequest request, Page page, long seenWithThis) {
    PageTurner turner = pagination.turner;
    boolean customRule = turner != null;
    if (page.isLast() || (page.saysNoMore() && !customRule)) {
      return THE_END;
    }
    if (page.isEmpty() && Boolean.TRUE.equals(pagination.stopOnEmpty)) {
      return THE_END;
    }
    String next = turner != null ? turner.next(request, page) : page.next().orElse(null);
    if (next == null || (next.isEmpty() && !pagination.emptyCursorIsValue)) {
      if (page.saysMore() && !customRule) {
        throw contradiction(request);
      }
      return THE_END;
    }
    if (isRepetition(request, page, next)) {
      return THE_END;
    }
    cursor = next;
    boolean foreseen =
        outstanding.stream()
            .skip(1)
            .allMatch(ahead -> next.equals(ahead.cursor().or(ahead::url).orElse(null)));
    if (!foreseen) {
      dropOutstanding();
      outstanding.add(request); // the one that is being turned
    }
    return null;
  }

  private boolean isRepetition(PageRequest request, Page page, String next) {
    if (pagination.onRepeatedCursor == OnRepeatedCursor.CONTINUE) {
      return false;
    }
    long hash = SeenCursors.hash(next);
    if (page.digest().isPresent()) {
      hash = SeenCursors.mix(hash ^ SeenCursors.mix(page.digest().getAsLong()));
    }
    if (handedOut.add(hash)) {
      return false;
    }
    if (pagination.onRepeatedCursor == OnRepeatedCursor.END) {
      return true;
    }
    String what = pagination.style == Style.NEXT_URL ? "next URL" : "cursor";
    throw ConnectorException.of(
            ErrorKind.DATA,
            "the source handed out a " + what + " a second time, so its pages go round in circles")
        .place(request.toString())
        .remedy(
            "Set on_repeated_cursor to END if this is its last page, or to CONTINUE if it uses one"
                + " constant handle")
        .build();
  }

  private ConnectorException contradiction(PageRequest request) {
    String what = pagination.style == Style.NEXT_URL ? "next URL" : "cursor";
    return ConnectorException.of(
            ErrorKind.DATA, "the source says that more pages follow, but gave no " + what)
        .place(request.toString())
        .remedy("Check where the " + what + " stands in the answer (cursor_path, next_url_path)")
        .build();
  }

  @Override
  void here(Map<String, Object> values) {
    if (cursor != null) {
      values.put(key(), cursor);
    }
  }

  @Override
  void at(PageRequest request, Map<String, Object> values) {
    request.cursor().or(request::url).ifPresent(text -> values.put(key(), text));
  }

  private String key() {
    return pagination.style == Style.NEXT_URL ? "url" : "cursor";
  }
}
