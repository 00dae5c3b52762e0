package dev.tributary.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.option.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** Several limits at once, two clients of one credential, and a server that counts. */
class LimitsIT {
  /** How long the server takes for an answer, so that requests overlap. */
  private static final int LATENCY_MS = 20;

  @Test
  @Timeout(60)
  @DisplayName("limits hold at the server: 40 a second, 90 in 3 seconds, 4 at once, for 4 seconds")
  void keepsToAllLimitsAtOnce() throws Exception {
    RateLimits limits =
        RateLimits.none().perSecond(40).window(90, Duration.ofSeconds(3)).concurrent(4);
    Counted counted = read(limits, Duration.ofSeconds(4));
    counted.assertNoWindowExceeded(40, Duration.ofSeconds(1));
    counted.assertNoWindowExceeded(90, Duration.ofSeconds(3));
    assertThat(counted.mostAtOnce).isLessThanOrEqualTo(4);
    // 90 in the first 3 seconds; a machine under load may take its time with the rest.
    assertThat(counted.times.size()).isGreaterThanOrEqualTo(90);
  }

  @Test
  @Tag("long")
  @Timeout(300)
  @DisplayName("bar: 12 a second, 600 a minute, 4 at once for 3 minutes, 98 % of it used")
  void keepsToTheLimitsForThreeMinutesAndUsesThem(TestReporter reporter) throws Exception {
    RateLimits limits = RateLimits.none().perSecond(12).perMinute(600).concurrent(4);
    Counted counted = read(limits, Duration.ofMinutes(3));
    double used = counted.times.size() / 1_800.0;
    reporter.publishEntry("share of the allowance used", String.format(Locale.ROOT, "%.4f", used));
    counted.assertNoWindowExceeded(12, Duration.ofSeconds(1));
    counted.assertNoWindowExceeded(600, Duration.ofMinutes(1));
    assertThat(counted.mostAtOnce).isLessThanOrEqualTo(4);
    assertThat(used).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  @Timeout(20)
  void anAnswerThatNobodyReadsGivesItsPlaceToTheNextRequestOfItsReader() throws Exception {
    ConnectorContext host = ConnectorContext.defaults();
    RateLimits one = RateLimits.none().concurrent(1);
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, request.path()));
        HttpClient client = client(server, one, host)) {
      HttpSession session = client.session(new FakeContext(host));
      // As if the second page had come first, and waited for its turn.
      try (HttpResponse second = session.send(HttpRequest.get(server.url("/2")));
          HttpResponse first = session.send(HttpRequest.get(server.url("/1")))) {
        assertThat(first.text(100)).isEqualTo("/1");
        assertThat(second.text(100)).isEqualTo("/2");
      }
    }
  }

  @Test
  @Timeout(20)
  void anAnswerThatIsReadKeepsItsPlaceToItsEnd() throws Exception {
    ConnectorContext host = ConnectorContext.defaults();
    HttpSettings settings;
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "0123456789"))) {
      settings =
          Clients.settings(server.url("/"))
              .limits(RateLimits.none().concurrent(1))
              .limitKey("shop");
      try (HttpClient client = HttpClient.open("shop", settings, Credentials.none(), host)) {
        RateLimiter limiter = host.limiters().limiter("shop", RateLimits.none().concurrent(1));
        HttpResponse response = client.send(HttpRequest.get(server.url("/")));
        response.body().read();
        assertThat(limiter.tryAcquire()).isEmpty();
        response.body().readAllBytes();
        assertThat(limiter.tryAcquire()).isPresent();
      }
    }
  }

  /** Reads with two clients of one credential, four threads each, as fast as they are let. */
  private static Counted read(RateLimits limits, Duration time) throws Exception {
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ConnectorContext host = ConnectorContext.defaults();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  times.add(System.nanoTime());
                  most.accumulateAndGet(open.incrementAndGet(), Math::max);
                  TimeUnit.MILLISECONDS.sleep(LATENCY_MS);
                  open.decrementAndGet();
                  peer.send(200, "{}");
                });
        HttpClient one = client(server, limits, host);
        HttpClient other = client(server, limits, host)) {
      long end = System.nanoTime() + time.toNanos();
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        HttpClient mine = i % 2 == 0 ? one : other;
        readers.add(pool.submit(() -> readUntil(end, mine, server)));
      }
      TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
      for (Future<?> reader : readers) {
        reader.cancel(true);
      }
      List<Long> counted = times.stream().filter(at -> at <= end).sorted().toList();
      return new Counted(counted, most.get());
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private static Void readUntil(long end, HttpClient client, RawServer server)
      throws InterruptedException {
    while (System.nanoTime() < end) {
      Clients.read(client, HttpRequest.get(server.url("/")));
    }
    return null;
  }

  private static HttpClient client(RawServer server, RateLimits limits, ConnectorContext host) {
    return HttpClient.open(
        "shop",
        Clients.settings(server.url("/")).limits(limits),
        Credentials.bearer(Secret.literal("the-token")),
        host);
  }

  /** What the server saw: when each request came, and how many it worked on at once. */
  private record Counted(List<Long> times, int mostAtOnce) {
    void assertNoWindowExceeded(int most, Duration length) {
      for (int i = most; i < times.size(); i++) {
        long span = times.get(i) - times.get(i - most);
        assertThat(span)
            .as("the time in which requests %s to %s came", i - most, i)
            .isGreaterThanOrEqualTo(length.toNanos());
      }
    }
  }
}
