package dev.tributary.connector.rest;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.pagination.OnRepeatedCursor;

/**
 * How pages follow one another: {@code pagination_type}, and what {@code pagination_config} holds.
 *
 * @since 0.1.0
 */
public final class PaginationOptions {
  /** How pages follow one another. */
  public static final Option<PaginationType> PAGINATION_TYPE =
      Option.enumeration("pagination_type", PaginationType.NONE)
          .check(
              PaginationType::isAvailable,
              "one of NONE, PAGE_NUMBER, OFFSET, CURSOR, LINK_HEADER, NEXT_URL, CUSTOM in this"
                  + " version; AUTO comes later")
          .doc("How pages follow one another. AUTO comes with a later version");

  /** The parameter of the page's number. */
  public static final Option<String> PAGE_PARAM =
      Option.string("page_param", "page").doc("The parameter with the page's number");

  /** The parameter of how many records a page holds. */
  public static final Option<String> SIZE_PARAM =
      Option.string("size_param", "page_size")
          .doc("The parameter with the size of a page; sent if `page_size` is set");

  /** How many records are asked for a page. */
  public static final Option<Integer> PAGE_SIZE =
      Option.integer("page_size")
          .between(1, 10_000_000)
          .doc("How many records to ask for a page; left to the API if not set");

  /** The number of the first page. */
  public static final Option<Integer> START_PAGE =
      Option.integer("start_page", 1).atLeast(0).doc("The number of the first page");

  /** After how many pages to stop. */
  public static final Option<Long> MAX_PAGES =
      Option.longInteger("max_pages")
          .atLeast(1L)
          .doc(
              "Stop after this many pages; the run says so, and the stream does not count as"
                  + " complete");

  /** The parameter of the offset. */
  public static final Option<String> OFFSET_PARAM =
      Option.string("offset_param", "offset").doc("The parameter with the offset");

  /** The parameter of how many records follow the offset. */
  public static final Option<String> LIMIT_PARAM =
      Option.string("limit_param", "limit")
          .doc("The parameter with the size of a page beside an offset");

  /** The parameter of the cursor. */
  public static final Option<String> CURSOR_PARAM =
      Option.string("cursor_param", "cursor").doc("The parameter with the cursor");

  /** Where the next cursor stands in the body. */
  public static final Option<String> CURSOR_PATH =
      Option.string("cursor_path")
          .doc("Where the next cursor stands in the body; `data[-1].id` is the last record's id")
          .example("meta.next_cursor");

  /** The header with the next cursor. */
  public static final Option<String> CURSOR_HEADER =
      Option.string("cursor_header").doc("The header with the next cursor");

  /** Where the body says whether more follows. */
  public static final Option<String> HAS_MORE_PATH =
      Option.string("has_more_path").doc("Where the body says whether more pages follow");

  /** Where the body says how many records there are. */
  public static final Option<String> TOTAL_PATH =
      Option.string("total_path")
          .doc("Where the body says how many records there are; fewer is not complete");

  /** The header that says how many records there are. */
  public static final Option<String> TOTAL_HEADER =
      Option.string("total_header")
          .doc("The header that says how many records there are")
          .example("X-Total-Count");

  /** Where the body says how many pages there are. */
  public static final Option<String> TOTAL_PAGES_PATH =
      Option.string("total_pages_path").doc("Where the body says how many pages there are");

  /** Where the URL of the next page stands in the body. */
  public static final Option<String> NEXT_URL_PATH =
      Option.string("next_url_path", "next").doc("Where the next page's URL stands in the body");

  /** The relation of the link to the next page. */
  public static final Option<String> LINK_RELATION =
      Option.string("link_relation", "next").doc("The relation of the link to the next page");

  /** Whether an empty page is the end. */
  public static final Option<Boolean> STOP_ON_EMPTY =
      Option.bool("stop_on_empty")
          .doc(
              "Whether a page without records is the end. If not set: yes for numbers and offsets"
                  + " unless the API says that more follows, no where cursors or URLs lead on");

  /** Whether a short page is the end. */
  public static final Option<Boolean> STOP_ON_SHORT_PAGE =
      Option.bool("stop_on_short_page", false)
          .doc("Whether a page with fewer records than `page_size` is the end");

  /** What happens when a cursor comes back. */
  public static final Option<OnRepeatedCursor> ON_REPEATED_CURSOR =
      Option.enumeration("on_repeated_cursor", OnRepeatedCursor.FAIL)
          .doc(
              "What to do when a cursor, a next URL or a whole numbered page comes a second time:"
                  + " FAIL, END (it was the last page) or CONTINUE (one constant handle)");

  /** Whether the empty text is a cursor. */
  public static final Option<Boolean> EMPTY_CURSOR_IS_VALUE =
      Option.bool("empty_cursor_is_value", false)
          .doc("Whether an empty text is a cursor; otherwise it means that no page follows");

  /** How many pages are asked for at once. */
  public static final Option<Integer> CONCURRENT_REQUESTS =
      Option.integer("concurrent_requests", 1)
          .between(1, 256)
          .doc(
              "How many pages to ask for at once where pages have numbers or offsets; they are read"
                  + " in order");

  /** Where pagination's parameters are sent. */
  public static final Option<ParameterPlace> SEND_IN =
      Option.enumeration("send_in", ParameterPlace.QUERY)
          .doc(
              "Where page, size, offset and cursor are sent; one that the endpoint names in braces"
                  + " stands in the path");

  /** The class of an author's own rule. */
  public static final Option<String> TURNER_CLASS =
      Option.string("class")
          .doc(
              "For CUSTOM: the name of a public class with a public constructor without parameters"
                  + " that is a `PageTurner`; what it returns is sent as `cursor_param`");

  /** What pagination_config holds. */
  static final OptionSet CONFIG =
      OptionSet.of(
              PAGE_PARAM,
              SIZE_PARAM,
              PAGE_SIZE,
              START_PAGE,
              MAX_PAGES,
              OFFSET_PARAM,
              LIMIT_PARAM,
              CURSOR_PARAM,
              CURSOR_PATH,
              CURSOR_HEADER,
              HAS_MORE_PATH,
              TOTAL_PATH,
              TOTAL_HEADER,
              TOTAL_PAGES_PATH,
              NEXT_URL_PATH,
              LINK_RELATION,
              STOP_ON_EMPTY,
              STOP_ON_SHORT_PAGE,
              ON_REPEATED_CURSOR,
              EMPTY_CURSOR_IS_VALUE,
              CONCURRENT_REQUESTS,
              SEND_IN,
              TURNER_CLASS)
          .exclusive(CURSOR_PATH, CURSOR_HEADER)
          .exclusive(TOTAL_PATH, TOTAL_HEADER);

  /** The settings of the pagination. */
  public static final Option<Options> PAGINATION_CONFIG =
      Option.object("pagination_config", CONFIG)
          .doc("The settings of the pagination; what a stream says goes before the connection's");

  private PaginationOptions() {}
}
