package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.orders;
import static dev.tributary.connector.rest.Rest.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IncrementalTest {
  private static final List<Map<String, String>> SCHEMA =
      List.of(Map.of("name", "id", "type", "long"), Map.of("name", "at", "type", "timestamptz"));

  /** Records by id, each with when it changed; bounds as the parameters name them. */
  private final Map<Long, String> records = new ConcurrentSkipListMap<>();

  private Api api(String from, String until) {
    return Api.answering(
        asked ->
            json(
                records.entrySet().stream()
                    .filter(
                        record ->
                            record.getValue().compareTo(asked.query().getOrDefault(from, "")) >= 0
                                && record
                                        .getValue()
                                        .compareTo(asked.query().getOrDefault(until, "z"))
                                    < 0)
                    .map(
                        record ->
                            "{\"id\":" + record.getKey() + ",\"at\":\"" + record.getValue() + "\"}")
                    .collect(Collectors.joining(",", "{\"data\":[", "]}"))));
  }

  private static ExtractionRequest changed() {
    return orders().with("schema", SCHEMA).with("incremental_field", "at");
  }

  private static Rest.Run at(String now, SourceConfig source, ExtractionRequest request) {
    ConnectorContext host =
        ConnectorContext.defaults().clock(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    try (BaseConnector connector = Rest.connector(source, host)) {
      Rest.Run run = Rest.run(connector, request);
      if (run.failure() != null) {
        throw run.failure();
      }
      return run;
    }
  }

  private static String watermark(ExtractionState state) {
    return state.stream("orders").watermark().map(mark -> mark.get("cursor")).orElse("");
  }

  @Test
  @DisplayName("rule 10: closed start, open end frozen at planning minus the lag")
  void asksForWhatIsNew() {
    records.put(1L, "2026-01-01T00:00:00Z");
    records.put(2L, "2026-01-02T00:00:00Z");
    records.put(3L, "2026-01-02T23:59:30Z");
    try (Api api = api("since", "before")) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "since")
              .with("incremental_until_param", "before")
              .with("lag", "1m");
      Rest.Run first = at("2026-01-03T00:00:00Z", source(api), request);
      assertThat(first.ids()).as("3 is younger than the lag").containsExactly(1L, 2L);
      assertThat(watermark(first.state())).isEqualTo("2026-01-02T23:59:00Z");
      assertThat(api.asked().get(0).query()).isEqualTo(Map.of("before", "2026-01-02T23:59:00Z"));

      records.put(4L, "2026-01-02T23:59:00Z"); // exactly at the boundary
      Rest.Run second = at("2026-01-04T00:00:00Z", source(api), request.from(first.state()));
      assertThat(second.ids()).containsExactly(3L, 4L);
      assertThat(api.asked().get(1).query()).containsEntry("since", "2026-01-02T23:59:00Z");
    }
  }

  @Test
  @DisplayName("rule 10: a window never ends behind the source's own clock")
  void endsWindowsByTheClockThatIsBehind() {
    try (Api api = api("since", "before")) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "since")
              .with("incremental_until_param", "before");
      // The server dates its answers by its real clock; the host is five minutes ahead of it.
      Instant ahead = Instant.now().plusSeconds(300);
      Rest.Run first = at(ahead.toString(), source(api), request);
      assertThat(Instant.parse(watermark(first.state()))).isBeforeOrEqualTo(Instant.now());
      assertThat(api.askedForTime()).isEqualTo(1);
      assertThat(first.read().metadata().counters()).containsEntry("requests", 2L);

      Rest.Run second = at("2026-01-03T00:00:00Z", source(api), request);
      assertThat(watermark(second.state()))
          .as("a source that is ahead does no harm")
          .isEqualTo("2026-01-03T00:00:00Z");
    }
  }

  @Test
  @DisplayName("rule 10: the source is asked for its time only where no answer told it")
  void asksForTheTimeOnce() {
    try (Api api = api("since", "before");
        BaseConnector connector = Rest.connector(source(api))) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "since")
              .with("incremental_until_param", "before");
      Rest.run(connector, orders().with("schema", SCHEMA));
      Rest.run(connector, request.window("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"));
      Rest.run(connector, request);
      assertThat(api.askedForTime()).isZero();
    }
  }

  @Test
  @DisplayName("a parameter of the lower bound that the API does not know is told, once")
  void tellsOfABoundThatIsIgnored() {
    for (long id = 1; id <= 3; id++) {
      records.put(id, "2026-01-0" + id + "T00:00:00Z");
    }
    try (Api api = api("since", "before")) {
      assertThat(warningsOfASecondRun(api, "since")).isEmpty();
      assertThat(warningsOfASecondRun(api, "sinse"))
          .singleElement()
          .asString()
          .contains("sinse", "from before the bound", "delivered again");
    }
  }

  private static List<String> warningsOfASecondRun(Api api, String parameter) {
    List<String> warnings = new ArrayList<>();
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void warned(String sourceId, String message) {
            warnings.add(message);
          }
        };
    ExtractionRequest request = changed().with("incremental_from_param", parameter);
    Rest.Run first = at("2026-01-05T00:00:00Z", source(api), request);
    try (BaseConnector connector =
        Rest.connector(source(api), ConnectorContext.defaults().listener(listener))) {
      Rest.run(connector, request.from(first.state()));
    }
    return warnings;
  }

  @Test
  @DisplayName("B1.21 a window without data moves on too")
  void movesOnWithoutRecords() {
    try (Api api = api("since", "before")) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "since")
              .with("incremental_until_param", "before");
      Rest.Run first = at("2026-01-03T00:00:00Z", source(api), request);
      assertThat(watermark(first.state())).isEqualTo("2026-01-03T00:00:00Z");
    }
  }

  @Test
  @DisplayName("B1.22 where the API only knows greater-than, ties at the boundary are not lost")
  void asksOneGranuleEarlier() {
    records.put(1L, "2026-01-01T00:00:00Z");
    records.put(2L, "2026-01-02T00:00:00Z");
    try (Api api = api("since", "before")) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "since")
              .with("incremental_until_param", "before")
              .with("incremental_from_exclusive", true)
              .with("incremental_until_inclusive", true)
              .with("incremental_granularity", "1s")
              .with("start_date", "2026-01-02");
      at("2026-01-03T00:00:00Z", source(api), request);
      assertThat(api.asked().get(0).query())
          .isEqualTo(Map.of("since", "2026-01-01T23:59:59Z", "before", "2026-01-02T23:59:59Z"));
    }
  }

  @Test
  @DisplayName("rule 10: where the API takes no bounds, records outside the window are left out")
  void leavesOutWhatWasNotAskedFor() {
    records.put(1L, "2026-01-01T00:00:00Z");
    records.put(2L, "2026-01-02T00:00:00Z");
    records.put(3L, "2026-01-04T00:00:00Z");
    try (Api api = api("none", "none")) {
      ExtractionRequest request = changed().with("start_date", "2026-01-02");
      Rest.Run first = at("2026-01-03T00:00:00Z", source(api), request);
      assertThat(first.ids()).containsExactly(2L);
      assertThat(first.read().metadata().counters()).containsEntry("records_outside_window", 2L);
      Rest.Run second = at("2026-01-05T00:00:00Z", source(api), request.from(first.state()));
      assertThat(second.ids()).containsExactly(3L);
    }
  }

  @Test
  @DisplayName("rule 10: without an upper bound, keys at the boundary are remembered")
  void tellsRecordsAtTheBoundaryApart() {
    Map<Long, Long> versions = new TreeMap<>(Map.of(1L, 10L, 2L, 20L, 3L, 20L));
    try (Api api =
        Api.answering(
            asked ->
                json(
                    versions.entrySet().stream()
                        .filter(record -> record.getValue() >= asked.number("since", 0))
                        .map(
                            record ->
                                "{\"id\":" + record.getKey() + ",\"v\":" + record.getValue() + "}")
                        .collect(Collectors.joining(",", "{\"data\":[", "]}"))))) {
      ExtractionRequest request =
          orders()
              .with("incremental_field", "v")
              .with("incremental_field_type", "INTEGER")
              .with("incremental_from_param", "since")
              .with("primary_key", "id");
      Rest.Run first = at("2026-01-03T00:00:00Z", source(api), request);
      assertThat(first.ids()).containsExactly(1L, 2L, 3L);
      assertThat(watermark(first.state())).isEqualTo("20");
      versions.put(4L, 20L);
      versions.put(5L, 21L);
      Rest.Run second = at("2026-01-03T00:00:00Z", source(api), request.from(first.state()));
      assertThat(second.ids()).as("2 and 3 were read").containsExactly(4L, 5L);
      assertThat(api.asked())
          .last()
          .satisfies(asked -> assertThat(asked.query()).containsEntry("since", "20"));
      Rest.Run third = at("2026-01-03T00:00:00Z", source(api), request.from(second.state()));
      assertThat(third.ids()).isEmpty();
      assertThat(watermark(third.state())).isEqualTo("21");
    }
  }

  @Test
  void readsWindowsSideBySide() {
    for (long id = 1; id <= 9; id++) {
      records.put(id, "2026-01-0" + id + "T12:00:00Z");
    }
    try (Api api = api("since", "before")) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "since")
              .with("incremental_until_param", "before")
              .with("start_date", "2026-01-01")
              .with("window", "2d")
              .parallelism(4);
      Rest.Run run = at("2026-01-10T00:00:00Z", source(api), request);
      assertThat(run.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      assertThat(api.asked())
          .extracting(asked -> asked.query().get("since"))
          .containsExactlyInAnyOrder(
              "2026-01-01T00:00:00Z",
              "2026-01-03T00:00:00Z",
              "2026-01-05T00:00:00Z",
              "2026-01-07T00:00:00Z",
              "2026-01-09T00:00:00Z");
      assertThat(watermark(run.state())).isEqualTo("2026-01-10T00:00:00Z");
    }
  }

  @Test
  @DisplayName(
      "B1.12 each window has a paginator of its own: no cursor of another, none remembered")
  void startsEachWindowAtItsFirstPage() {
    // Both windows hand out the same cursors, and the pages between are the same to the byte.
    try (Api api =
        Api.answering(
            asked -> {
              String cursor = asked.query().getOrDefault("cursor", "");
              long page = cursor.isEmpty() ? 0 : cursor.charAt(0) - 'a' + 1;
              String day = asked.query().get("since").substring(0, 10);
              long id = (day.endsWith("1") ? 0 : 10) + page;
              return json(
                  "{\"next\":"
                      + (page < 2 ? "\"" + (char) ('a' + page) + "\"" : "null")
                      + ",\"data\":["
                      + (page == 1 ? "" : "{\"id\":" + id + ",\"at\":\"" + day + "T12:00:00Z\"}")
                      + "]}");
            })) {
      for (int workers : new int[] {1, 2}) {
        api.asked().clear();
        Rest.Run run =
            at(
                "2026-01-03T00:00:00Z",
                source(api, "CURSOR", Map.of("cursor_path", "next", "cursor_param", "cursor")),
                changed()
                    .with("incremental_from_param", "since")
                    .with("incremental_until_param", "before")
                    .with("start_date", "2026-01-01")
                    .with("window", "1d")
                    .parallelism(workers));
        assertThat(run.ids()).containsExactlyInAnyOrder(0L, 2L, 10L, 12L);
        for (String day : List.of("2026-01-01", "2026-01-02")) {
          assertThat(api.asked())
              .filteredOn(asked -> asked.query().get("since").startsWith(day))
              .extracting(asked -> asked.query().getOrDefault("cursor", "none"))
              .containsExactly("none", "a", "b");
        }
      }
    }
  }

  @Test
  @DisplayName("B2.25 the upper bound stays frozen for all pages, also after an interruption")
  void asksToTheSameEndWhenItGoesOn() {
    for (long id = 1; id <= 6; id++) {
      records.put(id, "2026-01-0" + id + "T00:00:00Z");
    }
    try (Api api =
        Api.answering(
            asked -> {
              List<Long> in =
                  records.entrySet().stream()
                      .filter(one -> one.getValue().compareTo(asked.query().get("before")) < 0)
                      .map(Map.Entry::getKey)
                      .sorted()
                      .skip(asked.number("offset", 0))
                      .limit(2)
                      .toList();
              return json(
                  in.stream()
                      .map(id -> "{\"id\":" + id + ",\"at\":\"" + records.get(id) + "\"}")
                      .collect(Collectors.joining(",", "{\"data\":[", "]}")));
            })) {
      SourceConfig source = source(api, "OFFSET", Map.of("page_size", 2));
      ExtractionRequest request =
          changed().with("incremental_until_param", "before").batchSize(1).parallelism(1);
      Rest.Run first;
      try (BaseConnector connector =
          Rest.connector(
              source,
              ConnectorContext.defaults()
                  .clock(Clock.fixed(Instant.parse("2026-01-07T00:00:00Z"), ZoneOffset.UTC)))) {
        first = Rest.some(connector, request, 3);
      }
      records.put(0L, "2026-01-08T00:00:00Z"); // stands before all others by its id
      Rest.Run second = at("2026-01-09T00:00:00Z", source, request.from(first.state()));
      List<Long> all = new ArrayList<>(first.ids());
      all.addAll(second.ids());
      assertThat(all).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(api.asked())
          .extracting(asked -> asked.query().get("before"))
          .containsOnly("2026-01-07T00:00:00Z");
      assertThat(watermark(second.state())).isEqualTo("2026-01-07T00:00:00Z");
      Rest.Run third = at("2026-01-09T00:00:00Z", source, request.from(second.state()));
      assertThat(third.ids()).containsExactly(0L);
    }
  }

  @Test
  @DisplayName("B2.25 windows that were not planned yet end where the first ones were to end")
  void plansOnToTheSameEndWhenItGoesOn() {
    for (long id = 1; id <= 8; id++) {
      records.put(id, "2026-01-0" + id + "T12:00:00Z");
    }
    try (Api api = api("since", "before")) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "since")
              .with("incremental_until_param", "before")
              .with("start_date", "2026-01-01")
              .with("window", "1d")
              .parallelism(1);
      Rest.Run first;
      try (BaseConnector connector =
          Rest.connector(
              source(api),
              ConnectorContext.defaults()
                  .clock(Clock.fixed(Instant.parse("2026-01-07T00:00:00Z"), ZoneOffset.UTC)))) {
        first = Rest.some(connector, request, 1);
      }
      assertThat(first.state().isPlanExhausted()).isFalse();
      Rest.Run second = at("2026-01-09T00:00:00Z", source(api), request.from(first.state()));
      assertThat(first.ids()).containsExactly(1L);
      assertThat(second.ids()).containsExactly(2L, 3L, 4L, 5L, 6L);
      assertThat(watermark(second.state())).isEqualTo("2026-01-07T00:00:00Z");
    }
  }

  @Test
  @DisplayName("rule 10: a requested window never moves the watermark")
  void backfills() {
    records.put(1L, "2026-01-01T00:00:00Z");
    records.put(2L, "2026-01-02T00:00:00Z");
    try (Api api = api("since", "before")) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "since")
              .with("incremental_until_param", "before");
      Rest.Run first = at("2026-01-03T00:00:00Z", source(api), request);
      Rest.Run again =
          at(
              "2026-01-05T00:00:00Z",
              source(api),
              request.from(first.state()).window("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"));
      assertThat(again.ids()).containsExactly(1L);
      assertThat(watermark(again.state())).isEqualTo("2026-01-03T00:00:00Z");
    }
  }

  @Test
  void writesBoundsAsTheParameterWantsThem() {
    try (Api api = Api.answering(asked -> json("{\"data\":[]}"))) {
      ExtractionRequest request =
          changed()
              .with("incremental_from_param", "X-Since")
              .with("incremental_until_param", "X-Until")
              .with("incremental_send_in", "header")
              .with("incremental_param_format", "EPOCH_SECONDS")
              .with("start_date", "2026-01-01");
      Rest.Run run = at("2026-01-03T00:00:00.900Z", source(api), request);
      assertThat(api.asked().get(0).header("X-Since")).isEqualTo("1767225600");
      assertThat(api.asked().get(0).header("X-Until")).isEqualTo("1767398400");
      assertThat(watermark(run.state()))
          .as("never beyond what could be asked for")
          .isEqualTo("2026-01-03T00:00:00Z");
    }
  }
}
