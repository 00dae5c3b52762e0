package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.ids;
import static dev.tributary.connector.rest.Rest.orders;
import static dev.tributary.connector.rest.Rest.source;
import static dev.tributary.connector.rest.Rest.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.pagination.Page;
import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.pagination.PageTurner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaginationTest {
  private static final long ALL = 25;

  private static String data(long first, long size) {
    return "\"data\":" + Api.ids(first, Math.min(ALL, first + size));
  }

  @Test
  void readsOnePage() {
    try (Api api = Api.answering(asked -> json("{" + data(0, ALL) + "}"))) {
      assertThat(ids(source(api), orders())).isEqualTo(upTo(ALL));
    }
  }

  @Test
  void countsPagesUntilOneIsEmpty() {
    try (Api api =
        Api.answering(
            asked ->
                json("{" + data((asked.number("p", 1) - 1) * 10, asked.number("n", 10)) + "}"))) {
      Map<String, ?> paging = Map.of("page_param", "p", "size_param", "n", "page_size", 10);
      assertThat(ids(source(api, "PAGE_NUMBER", paging), orders())).isEqualTo(upTo(ALL));
      assertThat(api.asked())
          .last()
          .satisfies(asked -> assertThat(asked.query()).containsEntry("p", "4"));
    }
  }

  @Test
  void asksOnWhileThePageWhoseTurnItIsIsSlow() {
    CountDownLatch seventhAsked = new CountDownLatch(1);
    AtomicBoolean answered = new AtomicBoolean();
    AtomicBoolean tooMany = new AtomicBoolean();
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("page", 1);
              if (page == 2) {
                // 3 at once: the 3 behind this one are answered and wait, so 6 and 7 may be asked
                assertThat(seventhAsked.await(60, TimeUnit.SECONDS)).isTrue();
                answered.set(true);
              } else if (page == 7) {
                seventhAsked.countDown();
              } else if (page == 8 && !answered.get()) {
                tooMany.set(true);
              }
              return json("{" + data((page - 1) * 2, 2) + "}");
            })) {
      assertThat(ids(source(api, "PAGE_NUMBER", Map.of("concurrent_requests", 3)), orders()))
          .isEqualTo(upTo(ALL));
      assertThat(tooMany).isFalse();
    }
  }

  @Test
  void goesOnByTheRecordsReallySent() {
    // asked for 10, the source sends 7 at most
    try (Api api = Api.answering(asked -> json("{" + data(asked.number("offset", 0), 7) + "}"))) {
      assertThat(ids(source(api, "OFFSET", Map.of("page_size", 10)), orders()))
          .isEqualTo(upTo(ALL));
    }
  }

  @Test
  @DisplayName("B1.10 a cursor of 0 is a cursor")
  void followsCursorsInTheBody() {
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("cursor", -1) + 1; // the first cursor handed out is 0
              String next = page < 2 ? String.valueOf(page) : "null";
              return json("{\"next\":" + next + "," + data(page * 10, 10) + "}");
            })) {
      assertThat(ids(source(api, "CURSOR", Map.of("cursor_path", "next")), orders()))
          .isEqualTo(upTo(ALL));
    }
  }

  @Test
  void followsCursorsInAHeader() {
    try (Api api =
        Api.answering(
            asked -> {
              long first = asked.number("after", 0);
              Api.Reply reply = json("{" + data(first, 10) + "}");
              return first + 10 < ALL ? reply.with("X-Next", String.valueOf(first + 10)) : reply;
            })) {
      Map<String, ?> paging = Map.of("cursor_header", "x-next", "cursor_param", "after");
      assertThat(ids(source(api, "CURSOR", paging), orders())).isEqualTo(upTo(ALL));
    }
  }

  @Test
  @DisplayName("B1.14 link headers by RFC 8288: other relations first, commas in URLs, no quotes")
  void followsLinkHeaders() {
    try (Api api =
        Api.answering(
            asked -> {
              long first = asked.number("from", 0);
              Api.Reply reply = json("{" + data(first, 10) + "}");
              String links = "</orders?from=0,0>; rel=\"first\"";
              return reply.with(
                  "Link",
                  first + 10 < ALL
                      ? links + ", </orders?x=a,b&from=" + (first + 10) + ">; rel=next"
                      : links);
            })) {
      assertThat(ids(source(api, "LINK_HEADER", Map.of()), orders())).isEqualTo(upTo(ALL));
    }
  }

  @Test
  @DisplayName("B1.13 the next URL wins: relative ones are resolved, no parameter comes twice")
  void followsNextUrls() {
    // Api.query refuses a parameter that comes twice
    try (Api api =
        Api.answering(
            asked -> {
              long first = asked.number("from", 0);
              String next = first + 10 < ALL ? "\"?from=" + (first + 10) + "&q=a%20b\"" : "\"\"";
              return json("{\"page\":{\"next\":" + next + "}," + data(first, 10) + "}");
            })) {
      assertThat(
              ids(
                  source(api, "NEXT_URL", Map.of("next_url_path", "page.next")),
                  orders().with("parameters", Map.of("q", "a b"))))
          .isEqualTo(upTo(ALL));
      assertThat(api.asked())
          .allSatisfy(asked -> assertThat(asked.query()).containsEntry("q", "a b"));
    }
  }

  /** A rule of one's own: what the last page says, made into a cursor. */
  public static final class ByTen implements PageTurner {
    public ByTen() {}

    @Override
    public String next(PageRequest request, Page page) {
      return page.isEmpty() ? null : String.valueOf((request.ordinal() + 1) * 10);
    }
  }

  @Test
  void followsARuleOfOnesOwn() {
    try (Api api = Api.answering(asked -> json("{" + data(asked.number("cursor", 0), 10) + "}"))) {
      assertThat(ids(source(api, "CUSTOM", Map.of("class", ByTen.class.getName())), orders()))
          .isEqualTo(upTo(ALL));
    }
  }

  @Test
  @DisplayName("B1.7 the same cursor again is an error, until a setting says what it means")
  void noticesCircles() {
    try (Api api =
        Api.answering(
            asked -> {
              long turn = asked.number("cursor", 0);
              return json("{\"next\":" + (turn == 1 ? 2 : 1) + "," + data(turn * 5, 5) + "}");
            })) {
      Rest.Run failed = Rest.run(source(api, "CURSOR", Map.of("cursor_path", "next")), orders());
      assertThat(failed.failure())
          .isInstanceOfSatisfying(
              ConnectorException.class,
              error -> {
                assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
                assertThat(error).hasMessageContaining("round in circles");
                assertThat(error).hasMessageContaining("on_repeated_cursor");
              });
      assertThat(failed.ids()).as("nothing that was read is lost").startsWith(0L, 1L, 2L, 3L, 4L);

      Map<String, ?> end = Map.of("cursor_path", "next", "on_repeated_cursor", "end");
      assertThat(ids(source(api, "CURSOR", end), orders())).isEqualTo(upTo(15));
    }
  }

  @Test
  @DisplayName("B1.7 a source that ignores the page asked for is noticed")
  void noticesThatThePageIsIgnored() {
    try (Api api = Api.answering(asked -> json("{" + data(0, 10) + "}"))) {
      Rest.Run run = Rest.run(source(api, "PAGE_NUMBER", Map.of()), orders());
      assertThat(run.failure()).hasMessageContaining("once more").hasMessageContaining("page 2");
      assertThat(api.asked()).hasSizeLessThan(5);
    }
  }

  @Test
  @DisplayName("B1.8 an empty page with a cursor is followed, unless stop_on_empty says otherwise")
  void followsEmptyPages() {
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("cursor", 0);
              String next = page < 3 ? "\"" + (page + 1) + "\"" : "null";
              String data = page == 1 ? "\"data\":[]" : data(page * 5, 5);
              return json("{" + data + ",\"next\":" + next + "}");
            })) {
      assertThat(ids(source(api, "CURSOR", Map.of("cursor_path", "next")), orders()))
          .hasSize(15)
          .contains(19L);
      Map<String, ?> stop = Map.of("cursor_path", "next", "stop_on_empty", true);
      assertThat(ids(source(api, "CURSOR", stop), orders())).isEqualTo(upTo(5));
    }
  }

  @Test
  @DisplayName("B1.8 an empty numbered page is not the end if the source says that more follows")
  void heedsHasMore() {
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("page", 1);
              String data = page == 2 ? "\"data\":[]" : data((page - 1) * 5, 5);
              return json("{\"more\":" + (page < 4) + "," + data + "}");
            })) {
      assertThat(ids(source(api, "PAGE_NUMBER", Map.of("has_more_path", "more")), orders()))
          .hasSize(15);
      assertThat(api.asked()).as("four pages and the sample").hasSize(5);
    }
  }

  @Test
  @DisplayName("B1.9 an empty text is no cursor, unless a setting says so")
  void endsAtAnEmptyCursor() {
    try (Api api = Api.answering(asked -> json("{" + data(0, 5) + ",\"next\":\"\"}"))) {
      assertThat(ids(source(api, "CURSOR", Map.of("cursor_path", "next")), orders()))
          .isEqualTo(upTo(5));
      Map<String, ?> value =
          Map.of(
              "cursor_path",
              "next",
              "empty_cursor_is_value",
              true,
              "max_pages",
              3,
              "on_repeated_cursor",
              "CONTINUE");
      assertThat(Rest.run(source(api, "CURSOR", value), orders()).ids()).hasSize(15);
    }
  }

  @Test
  @DisplayName("B1.11 records that are left out count as records of the page")
  void countsRawRecords() {
    try (Api api =
        Api.answering(
            asked -> {
              long first = asked.number("offset", 0);
              String data =
                  data(first, 5).replace("}", ",\"day\":\"2026-01-0" + (1 + first / 5) + "\"}");
              return json("{\"total\":25," + data + "}");
            })) {
      assertThat(
              ids(
                  source(api, "OFFSET", Map.of("total_path", "total")),
                  orders()
                      .with("incremental_field", "day")
                      .with("incremental_field_type", "DATE")
                      .with("start_date", "2026-01-03")))
          .as("days before are left out here, and paging goes on")
          .isEqualTo(
              List.of(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L));
    }
  }

  @Test
  @DisplayName("rule 11: fewer records than the total are not complete")
  void reconcilesTheTotal() {
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("cursor", 0);
              String next = page < 2 ? String.valueOf(page + 1) : "null";
              return json("{\"total\":30,\"next\":" + next + "," + data(page * 10, 10) + "}");
            })) {
      Map<String, ?> paging = Map.of("cursor_path", "next", "total_path", "total");
      Rest.Run run = Rest.run(source(api, "CURSOR", paging), orders());
      assertThat(run.ids()).isEqualTo(upTo(ALL));
      assertThat(run.failure()).hasMessageContaining("25 of 30 records");
      assertThat(run.read().outcomes().get("orders").status())
          .isNotEqualTo(StreamOutcome.Status.COMPLETE);
    }
  }

  @Test
  void saysThatMaxPagesStoppedIt() {
    try (Api api =
        Api.answering(asked -> json("{" + data((asked.number("page", 1) - 1) * 5, 5) + "}"))) {
      Rest.Run run = Rest.run(source(api, "PAGE_NUMBER", Map.of("max_pages", 2)), orders());
      assertThat(run.ids()).isEqualTo(upTo(10));
      StreamOutcome outcome = run.read().outcomes().get("orders");
      assertThat(outcome.status()).isNotEqualTo(StreamOutcome.Status.COMPLETE);
      assertThat(outcome.toString()).contains("max_pages 2");
      assertThat(run.state().isComplete()).isFalse();
    }
  }

  @Test
  void takesFalseForNoNextPage() {
    for (String type : List.of("CURSOR", "NEXT_URL")) {
      try (Api api =
          Api.answering(
              asked ->
                  json(
                      asked.query().isEmpty()
                          ? "{\"next\":\"?cursor=1\",\"data\":" + Api.ids(0, 3) + "}"
                          : "{\"next\":false,\"data\":" + Api.ids(3, 6) + "}"))) {
        Map<String, ?> paging =
            type.equals("CURSOR") ? Map.of("cursor_path", "next") : Map.of("next_url_path", "next");
        assertThat(
                Rest.ids(
                    source(api, type, paging),
                    orders().with("schema", List.of(Map.of("name", "id", "type", "long")))))
            .as(type)
            .isEqualTo(upTo(6));
        assertThat(api.asked()).as(type).hasSize(2);
      }
    }
  }
}
