package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.orders;
import static dev.tributary.connector.rest.Rest.source;
import static dev.tributary.connector.rest.Rest.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResumeTest {
  private static final List<Map<String, String>> SCHEMA =
      List.of(Map.of("name", "id", "type", "long"));

  /**
   * Reads batches one by one, each from the state of the one before, as after a crash each time.
   */
  private static List<Long> inPieces(SourceConfig source, ExtractionRequest request) {
    List<Long> ids = new ArrayList<>();
    ExtractionState state = ExtractionState.initial();
    try (BaseConnector connector = Rest.connector(source)) {
      for (int piece = 0; piece < 200; piece++) {
        try (Extraction read = connector.extractData(request.from(state))) {
          var batches = read.iterator();
          if (!batches.hasNext()) {
            return ids;
          }
          RecordBatch batch = batches.next();
          for (Row row : batch) {
            ids.add(row.getLong("id"));
          }
          read.complete(batch);
          state = ExtractionState.fromJson(read.state().toJson());
          if (state.isComplete()) {
            return ids;
          }
        }
      }
    }
    throw new AssertionError("no end after 200 pieces: " + ids);
  }

  @Test
  void goesOnAtAnyRecordOfAnyPage() {
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("cursor", 0);
              String next = page < 4 ? "\"" + (page + 1) + "\"" : "null";
              return json(
                  "{\"next\":" + next + ",\"data\":" + Api.ids(page * 7, page * 7 + 7) + "}");
            })) {
      assertThat(
              inPieces(
                  source(api, "CURSOR", Map.of("cursor_path", "next")),
                  orders().with("schema", SCHEMA).batchSize(3)))
          .isEqualTo(upTo(35));
    }
  }

  @Test
  void goesOnWithLinkedPagesThatWereAskedForAhead() {
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("page", 0);
              Api.Reply reply = json("{\"data\":" + Api.ids(page * 7, page * 7 + 7) + "}");
              return page < 4 ? reply.with("Link", "<?page=" + (page + 1) + ">; rel=next") : reply;
            })) {
      assertThat(
              inPieces(
                  source(api, "LINK_HEADER", Map.of()),
                  orders().with("schema", SCHEMA).batchSize(3)))
          .isEqualTo(upTo(35));
    }
  }

  @Test
  void goesOnWithPagesReadAtOnce() {
    try (Api api =
        Api.answering(
            asked -> {
              long offset = asked.number("offset", 0);
              return json("{\"data\":" + Api.ids(offset, Math.min(33, offset + 5)) + "}");
            })) {
      assertThat(
              inPieces(
                  source(api, "OFFSET", Map.of("concurrent_requests", 3, "page_size", 5)),
                  orders().with("schema", SCHEMA).batchSize(4)))
          .isEqualTo(upTo(33));
    }
  }

  @Test
  void asksForTheLinkedPageWhileThisOneIsRead() throws Exception {
    CountDownLatch secondAsked = new CountDownLatch(1);
    AtomicBoolean overlapped = new AtomicBoolean();
    try (Api api =
            Api.answering(
                asked -> {
                  if (asked.query().containsKey("page")) {
                    secondAsked.countDown();
                    return json("{\"data\":" + Api.ids(10, 12) + "}");
                  }
                  return json("{\"data\":" + Api.ids(0, 10) + "}")
                      .with("Link", "</orders?page=2>; rel=\"next\"");
                });
        BaseConnector connector = Rest.connector(source(api, "LINK_HEADER", Map.of()))) {
      List<Long> ids = new ArrayList<>();
      try (Extraction read = connector.extractData(orders().with("schema", SCHEMA).batchSize(1))) {
        for (RecordBatch batch : read) {
          for (Row row : batch) {
            ids.add(row.getLong("id"));
            if (row.getLong("id") == 0) {
              // batches of one record: the reader is far from the end of the first page
              overlapped.set(secondAsked.await(10, TimeUnit.SECONDS));
            }
          }
        }
      }
      assertThat(ids).isEqualTo(upTo(12));
      assertThat(overlapped).isTrue();
    }
  }

  @Test
  void asksForSeveralPagesAtOnceAndKeepsTheirOrder() {
    AtomicInteger atOnce = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
    CountDownLatch four = new CountDownLatch(4);
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("page", 1);
              seen.add(atOnce.incrementAndGet());
              try {
                if (page > 1 && page <= 5) {
                  four.countDown();
                  four.await(10, TimeUnit.SECONDS); // answered only once four are asked at once
                }
                return json("{\"data\":" + Api.ids((page - 1) * 5, Math.min(48, page * 5)) + "}");
              } finally {
                atOnce.decrementAndGet();
              }
            })) {
      assertThat(
              Rest.ids(
                  source(api, "PAGE_NUMBER", Map.of("concurrent_requests", 4)),
                  orders().with("schema", SCHEMA)))
          .isEqualTo(upTo(48));
      assertThat(seen).contains(4).allMatch(count -> count <= 4);
    }
  }

  @Test
  void aReadThatFellShortAsksForTheRestWhenItRunsAgain() {
    AtomicInteger there = new AtomicInteger(12);
    try (Api api =
        Api.answering(
            asked -> {
              long from = asked.number("page", 1) * 5 - 5;
              String records = Api.ids(from, Math.min(from + 5, there.get()));
              return json("{\"total\":17,\"data\":" + records + "}");
            })) {
      SourceConfig shop = source(api, "PAGE_NUMBER", Map.of("total_path", "total"));
      ExtractionRequest request = orders().with("schema", SCHEMA);
      Rest.Run first = Rest.run(shop, request);
      assertThat(first.failure()).hasMessageContaining("12 of 17");
      there.set(17);
      Rest.Run second = Rest.run(shop, request.from(first.state()));
      assertThat(second.failure()).isNull();
      assertThat(second.ids()).containsExactly(12L, 13L, 14L, 15L, 16L);
      assertThat(second.state().isComplete()).isTrue();
    }
  }

  @Test
  void aReadThatFellShortIsCompleteOnceTheSourceCorrectsItsTotal() {
    AtomicInteger total = new AtomicInteger(99);
    try (Api api =
        Api.answering(
            asked -> {
              long page = asked.number("cursor", 0);
              String next = page < 2 ? "\"" + (page + 1) + "\"" : "null";
              String records = Api.ids(page * 5, page * 5 + 5);
              return json(
                  "{\"total\":" + total + ",\"next\":" + next + ",\"data\":" + records + "}");
            })) {
      SourceConfig shop =
          source(api, "CURSOR", Map.of("cursor_path", "next", "total_path", "total"));
      ExtractionRequest request = orders().with("schema", SCHEMA);
      Rest.Run first = Rest.run(shop, request);
      assertThat(first.failure()).hasMessageContaining("15 of 99");
      total.set(15);
      Rest.Run second = Rest.run(shop, request.from(first.state()));
      assertThat(second.failure()).isNull();
      assertThat(second.ids()).isEmpty();
      assertThat(second.state().isComplete()).isTrue();
    }
  }

  @Test
  void goesOnWhereMaxPagesEndedItOnceMoreAreAllowed() {
    try (Api api =
        Api.answering(
            asked -> {
              long from = asked.number("page", 1) * 5 - 5;
              return json("{\"data\":" + Api.ids(from, Math.min(from + 5, 20)) + "}");
            })) {
      ExtractionRequest request = orders().with("schema", SCHEMA);
      Rest.Run two = Rest.run(source(api, "PAGE_NUMBER", Map.of("max_pages", 2)), request);
      assertThat(two.ids()).isEqualTo(upTo(10));
      Rest.Run same =
          Rest.run(source(api, "PAGE_NUMBER", Map.of("max_pages", 2)), request.from(two.state()));
      assertThat(same.ids()).isEmpty();
      assertThat(same.read().outcomes().get("orders").toString()).contains("max_pages 2");
      Rest.Run all = Rest.run(source(api, "PAGE_NUMBER", Map.of()), request.from(same.state()));
      assertThat(all.ids()).containsExactlyElementsOf(upTo(20).subList(10, 20));
      assertThat(all.state().isComplete()).isTrue();
    }
  }

  @Test
  void keepsThePageSizeThatTheReadBeganWith() {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (Api api =
        Api.answering(
            asked -> {
              long size = asked.number("page_size", 10);
              long from = (asked.number("page", 1) - 1) * size;
              return broken.get() && from >= 10
                  ? Api.status(400)
                  : json("{\"data\":" + Api.ids(from, Math.min(from + size, 40)) + "}");
            })) {
      ExtractionRequest request = orders().with("schema", SCHEMA);
      Rest.Run first = Rest.run(source(api, "PAGE_NUMBER", Map.of("page_size", 5)), request);
      assertThat(first.ids()).isEqualTo(upTo(10));
      broken.set(false);
      Rest.Run larger =
          Rest.run(
              source(api, "PAGE_NUMBER", Map.of("page_size", 20)), request.from(first.state()));
      assertThat(larger.failure()).isNull();
      assertThat(larger.ids()).containsExactlyElementsOf(upTo(40).subList(10, 40));
    }
  }

  @Test
  void whatWasReadBeforeAPageThatLeadsNowhereDoesNotComeAgain() {
    try (Api api =
        Api.answering(
            asked -> {
              long from = asked.number("cursor", 0);
              return json("{\"next\":\"5\",\"data\":" + Api.ids(from, from + 5) + "}");
            })) {
      SourceConfig shop = source(api, "CURSOR", Map.of("cursor_path", "next"));
      ExtractionRequest request = orders().with("schema", SCHEMA);
      Rest.Run first = Rest.run(shop, request);
      assertThat(first.failure()).hasMessageContaining("in circles");
      assertThat(first.ids()).isEqualTo(upTo(10));
      Rest.Run again = Rest.run(shop, request.from(first.state()));
      assertThat(again.failure()).hasMessageContaining("in circles");
      assertThat(again.ids()).isEmpty();
    }
  }
}
