package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.json.JsonPath;
import dev.tributary.connector.http.json.JsonRecords;
import dev.tributary.connector.http.json.JsonRows;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Redactor;
import dev.tributary.connector.pagination.NextUrl;
import dev.tributary.connector.pagination.Page;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where an answer says what follows it: the next page, whether there is more, how much in all. */
final class PageSigns {
  private final Redactor redactor;
  private final @Nullable JsonPath nextPath;

  /** What some APIs write, without quotes, where there is no next page. */
  private static final String NOTHING_FOLLOWS = "false";

  private final @Nullable String nextHeader;
  private final @Nullable String relation;
  private final boolean nextIsUrl;
  private final @Nullable JsonPath hasMore;
  private final @Nullable JsonPath total;
  private final @Nullable JsonPath totalPages;
  private final @Nullable String totalHeader;
  private final boolean digest;

  /**
   * @throws dev.tributary.connector.error.ConnectorException of kind CONFIG if a path is none
   */
  PageSigns(Settings settings, Redactor redactor) {
    this.redactor = redactor;
    PaginationType type = settings.paginationType();
    boolean byCursor = type == PaginationType.CURSOR || type == PaginationType.CUSTOM;
    boolean byHeader =
        settings.prefersPaging(PaginationOptions.CURSOR_HEADER, PaginationOptions.CURSOR_PATH);
    nextIsUrl = type == PaginationType.NEXT_URL || type == PaginationType.LINK_HEADER;
    nextHeader =
        byCursor && byHeader
            ? settings.findPaging(PaginationOptions.CURSOR_HEADER).orElse(null)
            : null;
    nextPath =
        type == PaginationType.NEXT_URL
            ? path(settings, PaginationOptions.NEXT_URL_PATH)
            : byCursor && !byHeader ? path(settings, PaginationOptions.CURSOR_PATH) : null;
    relation =
        type == PaginationType.LINK_HEADER
            ? settings.paging(PaginationOptions.LINK_RELATION)
            : null;
    boolean paged = type != PaginationType.NONE;
    hasMore = path(settings, PaginationOptions.HAS_MORE_PATH);
    total = path(settings, PaginationOptions.TOTAL_PATH);
    totalPages = paged ? path(settings, PaginationOptions.TOTAL_PAGES_PATH) : null;
    totalHeader = settings.findPaging(PaginationOptions.TOTAL_HEADER).orElse(null);
    boolean endIsSaid =
        hasMore != null || total != null || totalPages != null || totalHeader != null;
    digest = type.isNumbered() && paged && !endIsSaid;
  }

  private static @Nullable JsonPath path(Settings settings, Option<String> option) {
    return settings.findPaging(option).map(JsonPath::parse).orElse(null);
  }

  /** Returns the rows, told to keep what the signs need. */
  JsonRows kept(JsonRows rows) {
    JsonRows keeping = rows.digest(digest);
    for (JsonPath path : new @Nullable JsonPath[] {nextPath, hasMore, total, totalPages}) {
      keeping = path == null ? keeping : keeping.capture(path);
    }
    return keeping;
  }

  /**
   * Returns the next cursor or URL if it is known before the records are read: from the headers, or
   * from the bytes of the body that were fetched ahead.
   *
   * @param ahead what was fetched ahead; null if nothing was
   */
  @Nullable String nextAhead(HttpResponse answer, @Nullable ReadAhead ahead) {
    if (nextPath == null) {
      return nextFromHeaders(answer);
    }
    return ahead == null
        ? null
        : BodyPath.of(nextPath.toString())
            .flatMap(ahead::find)
            .map(found -> nextFromBody(answer, found))
            .orElse(null);
  }

  /** Returns the next cursor or URL as far as the headers say it. */
  private @Nullable String nextFromHeaders(HttpResponse answer) {
    if (nextHeader != null) {
      return answer.headers().first(nextHeader).orElse(null);
    }
    return relation == null ? null : whole(answer, answer.links().find(relation).orElse(null));
  }

  /** Returns whether a page that was read says what follows it, be it nothing, or need not. */
  boolean sayWhatFollows(JsonRecords records) {
    return nextPath == null
        || records.records() == 0
        || records.isPresent(nextPath)
        || (hasMore != null && records.isPresent(hasMore));
  }

  /** Returns the option and the path where the next page is looked for in a body. */
  String nextPlace() {
    Option<String> option =
        nextIsUrl ? PaginationOptions.NEXT_URL_PATH : PaginationOptions.CURSOR_PATH;
    return option.name() + " (" + nextPath + ")";
  }

  /** Returns a cursor or URL from the body as it is asked for and saved. */
  private @Nullable String nextFromBody(HttpResponse answer, @Nullable String found) {
    if (found == null || found.equals(NOTHING_FOLLOWS)) {
      return null;
    }
    return nextIsUrl ? whole(answer, found) : found;
  }

  /** Returns the next URL resolved against the page that it came with, and without secrets. */
  private @Nullable String whole(HttpResponse answer, @Nullable String next) {
    if (next == null || next.isEmpty()) {
      return next;
    }
    URI url = NextUrl.resolve(answer.url(), next);
    if (!RestOptions.isWeb(url)) {
      throw ConnectorException.of(
              ErrorKind.DATA,
              "the next URL does not begin with http:// or https://, but with " + url.getScheme())
          .place(answer.place())
          .remedy("Check where the next URL stands in the answer (next_url_path)")
          .build();
    }
    return Urls.withoutSecrets(url, redactor).toString();
  }

  /** Returns what a page held and what follows, once its body was read to its end. */
  Page page(JsonRecords records, HttpResponse answer) {
    Page page = Page.of(records.records());
    String next =
        nextPath == null
            ? nextFromHeaders(answer)
            : nextFromBody(answer, records.text(nextPath).orElse(null));
    page = page.next(next);
    Optional<Boolean> more = hasMore == null ? Optional.empty() : records.truth(hasMore);
    if (more.isPresent()) {
      page = page.hasMore(more.get());
    }
    OptionalLong all = total(records, answer);
    if (all.isPresent()) {
      page = page.total(all.getAsLong());
    }
    OptionalLong pages = totalPages == null ? OptionalLong.empty() : records.number(totalPages);
    if (pages.isPresent()) {
      page = page.totalPages(pages.getAsLong());
    }
    return records.digest().isPresent() ? page.digest(records.digest().getAsLong()) : page;
  }

  private OptionalLong total(JsonRecords records, HttpResponse answer) {
    if (total != null) {
      return records.number(total);
    }
    String header = totalHeader == null ? null : answer.headers().first(totalHeader).orElse(null);
    boolean number = header != null && header.matches("[0-9]{1,18}");
    return number ? OptionalLong.of(Long.parseLong(header)) : OptionalLong.empty();
  }
}
