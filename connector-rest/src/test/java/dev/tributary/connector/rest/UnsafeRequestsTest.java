package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.source;
import static dev.tributary.connector.rest.Rest.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.rest.Rest.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A POST may have done something, so nobody but a person sends it again. */
@Timeout(60)
class UnsafeRequestsTest {
  private static final ExtractionRequest POSTED =
      Rest.orders()
          .with("method", "POST")
          .with("schema", List.of(Map.of("name", "id", "type", "long")));

  /** What becomes of the second page the first time that it is asked for. */
  private enum Mishap {
    BUSY,
    CUT_BEFORE_THE_ANSWER,
    CUT_IN_THE_BODY
  }

  /** Three pages of ten, the second of which fails once, or is refused. */
  private static Api shop(Mishap mishap) {
    AtomicBoolean failed = new AtomicBoolean();
    return Api.answering(
        asked -> {
          long page = asked.number("page", 1);
          String data = "{\"data\":" + Api.ids(page * 10 - 10, page * 10) + "}";
          if (page > 3) {
            return json("{\"data\":[]}");
          }
          if (page != 2 || failed.getAndSet(true)) {
            return json(data);
          }
          return switch (mishap) {
            case BUSY -> Api.status(503);
            case CUT_BEFORE_THE_ANSWER -> throw new IOException("cut");
            case CUT_IN_THE_BODY -> json(data).cutAfter(20);
          };
        });
  }

  private static SourceConfig paged(Api api) {
    return source(api, "PAGE_NUMBER", Map.of()).with("max_retries", 3);
  }

  private static long requestsOfPageTwo(Api api) {
    return api.asked().stream().filter(asked -> asked.number("page", 1) == 2).count();
  }

  @Test
  void asksForTheColumnsRatherThanSendAPostOnceMore() {
    try (Api api = Api.answering(asked -> json("{\"data\":" + Api.ids(0, 3) + "}"))) {
      ExtractionRequest posted = Rest.orders().with("method", "POST");
      Run refused = Rest.run(source(api), posted);
      assertThat(refused.failure())
          .hasMessageContaining("`schema`: is required for POST")
          .hasMessageContaining("repeat_unsafe");
      assertThat(api.asked()).isEmpty();
      Run told = Rest.run(source(api), posted.with("repeat_unsafe", true));
      assertThat(told.ids()).isEqualTo(upTo(3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void neitherClientNorEngineSendsAPostAgain(Mishap mishap) {
    try (Api api = shop(mishap)) {
      Run run = Rest.run(paged(api), POSTED);
      assertThat(run.failure())
          .isInstanceOfSatisfying(
              ConnectorException.class,
              failure -> {
                assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
                assertThat(failure.isRepeatable()).isFalse();
                assertThat(failure.attempts()).isEqualTo(1);
              });
      assertThat(requestsOfPageTwo(api)).isEqualTo(1);
      assertThat(run.read().metadata().counters()).doesNotContainKey("retries");

      // A person who goes on from the state has decided, and loses nothing.
      Run resumed = Rest.run(paged(api), POSTED.from(run.state()));
      assertThat(resumed.failure()).isNull();
      List<Long> all = new ArrayList<>(run.ids());
      all.addAll(resumed.ids());
      assertThat(all).isEqualTo(upTo(30));
      assertThat(requestsOfPageTwo(api)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPostThatOnlyReadsIsSentAgain(Mishap mishap) {
    try (Api api = shop(mishap)) {
      assertThat(Rest.ids(paged(api), POSTED.with("repeat_unsafe", true))).isEqualTo(upTo(30));
      assertThat(requestsOfPageTwo(api)).isEqualTo(2);
    }
  }

  @Test
  void aPostThatWasRefusedForItsRateDidNothing() {
    AtomicBoolean refused = new AtomicBoolean();
    try (Api api =
        Api.answering(
            asked ->
                asked.number("page", 1) > 1
                    ? json("{\"data\":[]}")
                    : refused.getAndSet(true)
                        ? json("{\"data\":" + Api.ids(0, 10) + "}")
                        : Api.status(429).with("Retry-After", "0"))) {
      assertThat(Rest.ids(paged(api), POSTED)).isEqualTo(upTo(10));
    }
  }
}
