package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.read.ExtractionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the options promise about rates, counted by the server that is asked. */
@Timeout(120)
class RateLimitTest {
  private static final ExtractionRequest ORDERS =
      Rest.orders().with("schema", List.of(Map.of("name", "id", "type", "long"))).batchSize(1000);

  /** Pages of ten records without end, served by a server that looks at its clock. */
  private static final class Counter implements AutoCloseable {
    private final ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch pair = new CountDownLatch(2);
    private final Api api =
        Api.answering(
            asked -> {
              times.add(System.nanoTime());
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              pair.countDown();
              // The first one is answered once another came: two at once are really used.
              pair.await(20, TimeUnit.SECONDS);
              open.decrementAndGet();
              long page = asked.number("page", 1);
              return json("{\"data\":" + Api.ids(page * 10 - 10, page * 10) + "}");
            });

    /** Asserts that so many requests never came within so little time. */
    void assertNeverMoreThan(int limit, Duration within) {
      List<Long> sorted = times.stream().sorted().toList();
      for (int i = limit; i < sorted.size(); i++) {
        assertThat(sorted.get(i) - sorted.get(i - limit))
            .as("the time between request %s and %s", i - limit, i)
            .isGreaterThanOrEqualTo(within.toNanos());
      }
    }

    @Override
    public void close() {
      api.close();
    }
  }

  @Test
  void severalWindowsAndALimitAtOnceHoldTogetherForAllThatShareACredential() throws Exception {
    CountDownLatch minuteUsedUp = new CountDownLatch(1);
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void throttled(String sourceId, Duration wait) {
            if (wait.compareTo(Duration.ofSeconds(20)) > 0) {
              minuteUsedUp.countDown();
            }
          }
        };
    ConnectorContext host = ConnectorContext.defaults().listener(listener);
    try (Counter server = new Counter()) {
      SourceConfig limited =
          source(server.api, "PAGE_NUMBER", Map.of("concurrent_requests", 6))
              .with(
                  "rate_limit_config",
                  Map.of(
                      "requests_per_second",
                      8,
                      "requests_per_minute",
                      20,
                      "concurrent_requests",
                      2));
      try (BaseConnector one = Rest.connector(limited, host);
          BaseConnector other = Rest.connector(limited, host);
          Extraction first = one.extractData(ORDERS);
          Extraction second = other.extractData(ORDERS)) {
        while (!minuteUsedUp.await(10, TimeUnit.MILLISECONDS) || server.times.size() < 20) {
          first.poll(Duration.ofMillis(10));
          second.poll(Duration.ofMillis(10));
        }
      }
      assertThat(server.times).as("all of the minute's allowance, and no more").hasSize(20);
      server.assertNeverMoreThan(8, Duration.ofSeconds(1));
      assertThat(server.most).as("at once").hasValue(2);
    }
  }

  @Test
  void usesTheShareOfTheQuotaThatItWasGiven() throws Exception {
    CountDownLatch minuteUsedUp = new CountDownLatch(1);
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void throttled(String sourceId, Duration wait) {
            minuteUsedUp.countDown();
          }
        };
    try (Counter server = new Counter();
        BaseConnector connector =
            Rest.connector(
                source(server.api, "PAGE_NUMBER", Map.of("concurrent_requests", 2))
                    .with(
                        "rate_limit_config",
                        Map.of("requests_per_minute", 20, "share_of_quota", 0.25)),
                ConnectorContext.defaults().listener(listener));
        Extraction read = connector.extractData(ORDERS)) {
      while (!minuteUsedUp.await(10, TimeUnit.MILLISECONDS) || server.times.size() < 5) {
        read.poll(Duration.ofMillis(10));
      }
      assertThat(server.times).hasSize(5);
    }
  }
}
