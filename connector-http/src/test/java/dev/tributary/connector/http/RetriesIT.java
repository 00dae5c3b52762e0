package dev.tributary.connector.http;

import static dev.tributary.connector.http.Clients.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RetriesIT {
  private static final HttpBody BODY = HttpBody.json("{}");

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
  void triesAgainWhatPassesByItself(int status) throws Exception {
    try (RawServer server = failingTwice(status);
        HttpClient client = Clients.open(server)) {
      FakeContext context = new FakeContext(ConnectorContext.defaults());
      assertThat(read(client.session(context), HttpRequest.get(server.url("/")))).isEqualTo("ok");
      assertThat(server.got()).hasSize(3);
      assertThat(context.retries).hasSize(2).allMatch(text -> text.contains("answered " + status));
      assertThat(context.counters).containsEntry("requests", 3L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 422, 501})
  void doesNotRepeatWhatOnlyAChangeHelps(int status) {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(status, "no"));
        HttpClient client = Clients.open(server)) {
      failure(client, HttpRequest.get(server.url("/")));
      assertThat(server.got()).hasSize(1);
    }
  }

  @Test
  void triesAgainWhenTheConnectionIsCutBeforeTheAnswer() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  if (asked.incrementAndGet() < 3) {
                    peer.close();
                  } else {
                    peer.send(200, "ok");
                  }
                });
        HttpClient client = Clients.open(server)) {
      assertThat(read(client, HttpRequest.get(server.url("/")))).isEqualTo("ok");
    }
  }

  @Test
  void givesUpAfterTheLastRetryAndCountsTheAttempts() {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(503, "busy"));
        HttpClient client = Clients.open(server)) {
      ConnectorException error = failure(client, HttpRequest.get(server.url("/orders")));
      assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(error.attempts()).isEqualTo(4);
      assertThat(error)
          .hasMessageContaining("/orders answered 503 Service Unavailable: \"busy\"")
          .hasMessageContaining("after 4 attempts");
      assertThat(server.got()).hasSize(4);
    }
  }

  @Test
  void doesNotRepeatAPostUnlessTold() throws Exception {
    try (RawServer server = failingTwice(503);
        HttpClient client = Clients.open(server)) {
      HttpRequest post = HttpRequest.post(server.url("/"), BODY);
      assertThat(failure(client, post).kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(server.got()).hasSize(1);
      assertThat(read(client, post.repeatable(true))).isEqualTo("ok");
      assertThat(server.got()).hasSize(3).allMatch(got -> got.body().equals("{}"));
    }
  }

  /** What can happen to a request after which nobody knows whether the source acted on it. */
  private enum Mishap {
    STATUS_408 {
      @Override
      void befall(RawServer.Peer peer) throws Exception {
        peer.send(408, "");
      }
    },
    STATUS_503 {
      @Override
      void befall(RawServer.Peer peer) throws Exception {
        peer.send(503, "busy", "Retry-After: 0");
      }
    },
    CUT_BEFORE_THE_ANSWER {
      @Override
      void befall(RawServer.Peer peer) throws Exception {
        peer.close();
      }
    },
    CUT_IN_THE_HEADERS {
      @Override
      void befall(RawServer.Peer peer) throws Exception {
        peer.raw("HTTP/1.1 200 OK\r\nContent-");
        peer.close();
      }
    },
    CUT_IN_THE_BODY {
      @Override
      void befall(RawServer.Peer peer) throws Exception {
        peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        peer.close();
      }
    };

    abstract void befall(RawServer.Peer peer) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void neverRepeatsAPostThatMayHaveActed(Mishap mishap) throws Exception {
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  if (request.method().equals("POST")) {
                    mishap.befall(peer);
                  } else {
                    peer.send(200, "ok");
                  }
                });
        HttpClient client = Clients.open(server)) {
      // On a fresh connection and on one that was kept, which OkHttp by itself tries once more.
      for (int posts = 1; posts <= 2; posts++) {
        ConnectorException error = failure(client, HttpRequest.post(server.url("/"), BODY));
        assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(error.isRepeatable()).as("for whoever asked for it").isFalse();
        assertThat(server.got().stream().filter(got -> got.method().equals("POST"))).hasSize(posts);
        read(client, HttpRequest.get(server.url("/")));
      }
    }
  }

  @Test
  void saysThatWhatDidNothingOrOnlyReadsMayBeRepeated() {
    AtomicInteger status = new AtomicInteger(429);
    try (RawServer server = RawServer.start((request, peer) -> peer.send(status.get(), "no"));
        HttpClient client = Clients.open(server)) {
      HttpRequest post = HttpRequest.post(server.url("/"), BODY);
      assertThat(failure(client, post).isRepeatable()).isTrue();
      status.set(503);
      assertThat(failure(client, post.repeatable(true)).isRepeatable()).isTrue();
      assertThat(failure(client, HttpRequest.get(server.url("/"))).isRepeatable()).isTrue();
    }
  }

  @Test
  void doesNotRepeatAPostThatIsToldToComeBackAtOnce() {
    try (RawServer server =
            RawServer.start((request, peer) -> peer.send(503, "", "Retry-After: 0"));
        HttpClient client = Clients.open(server)) {
      failure(client, HttpRequest.post(server.url("/"), BODY));
      assertThat(server.got()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.05", ".01", "-3", "Sun, 06 Nov 1994 08:49:37 GMT", "soon", ""})
  @DisplayName("B1.1: Retry-After as seconds, fraction, past date, or nonsense")
  void understandsRetryAfter(String value) throws Exception {
    long began = System.nanoTime();
    try (RawServer server = failingTwice(429, "Retry-After: " + value);
        HttpClient client = Clients.open(server)) {
      assertThat(read(client, HttpRequest.get(server.url("/")))).isEqualTo("ok");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("B1.1: Retry-After as a date in the future is waited for")
  void waitsUntilTheDateOfRetryAfter() throws Exception {
    Instant until = Instant.now().plusSeconds(2);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
    try (RawServer server = failingTwice(429, "Retry-After: " + date);
        HttpClient client = Clients.open(server)) {
      assertThat(read(client, HttpRequest.get(server.url("/")))).isEqualTo("ok");
      assertThat(Instant.now()).isAfterOrEqualTo(Instant.ofEpochSecond(until.getEpochSecond()));
    }
  }

  @Test
  @DisplayName("B1.2: the header's name in any case, and no hour-long waits")
  void givesUpOnAnHourLongPauseAndSaysUntilWhen() {
    try (RawServer server =
            RawServer.start((request, peer) -> peer.send(429, "", "rEtRy-AfTeR: 3600"));
        HttpClient client = Clients.open(server)) {
      Instant before = Instant.now();
      ConnectorException error = failure(client, HttpRequest.get(server.url("/")));
      assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
      assertThat(error.retryAt().orElseThrow())
          .isBetween(before.plusSeconds(3600), Instant.now().plusSeconds(3600));
      assertThat(error).hasMessageContaining("Resume from the saved state after");
      assertThat(server.got()).hasSize(1);
      // Whoever shares the credential is not let through either, and told the same at once.
      ConnectorException next = failure(client, HttpRequest.get(server.url("/")));
      assertThat(next.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
      assertThat(next.retryAt()).isPresent();
      assertThat(server.got()).hasSize(1);
    }
  }

  @Test
  void aPauseHoldsEverybodyWhoSharesTheCredential() throws Exception {
    ConnectorContext host = ConnectorContext.defaults();
    AtomicInteger asked = new AtomicInteger();
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  if (asked.incrementAndGet() == 1) {
                    peer.send(429, "", "Retry-After: 1");
                  } else {
                    peer.send(200, "ok");
                  }
                });
        HttpClient one = client(server, host);
        HttpClient other = client(server, host)) {
      long began = System.nanoTime();
      failure(one, HttpRequest.get(server.url("/")).repeatable(false));
      FakeContext context = new FakeContext(host);
      assertThat(read(other.session(context), HttpRequest.get(server.url("/")))).isEqualTo("ok");
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Duration.ofMillis(990));
      assertThat(context.waits).hasSize(1);
    }
  }

  @Test
  void knowsA403ThatMeansTooOften() {
    assertThat(answered(403, "", "Retry-After: 3600").kind()).isEqualTo(ErrorKind.RATE_LIMITED);
    assertThat(answered(403, "{\"message\":\"API rate limit exceeded for user\"}").kind())
        .isEqualTo(ErrorKind.RATE_LIMITED);
    assertThat(answered(403, "", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 3600").kind())
        .isEqualTo(ErrorKind.RATE_LIMITED);
    assertThat(answered(403, "{\"message\":\"no access to this shop\"}").kind())
        .isEqualTo(ErrorKind.PERMISSION);
  }

  @Test
  void learnsFromHeadersWhenItMayAskAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  int left = asked.incrementAndGet() == 1 ? 0 : 9;
                  peer.send(200, "ok", "ratelimit-remaining: " + left, "ratelimit-reset: 1");
                });
        HttpClient client = Clients.open(server)) {
      FakeContext context = new FakeContext(ConnectorContext.defaults());
      HttpSession session = client.session(context);
      long began = System.nanoTime();
      read(session, HttpRequest.get(server.url("/")));
      read(session, HttpRequest.get(server.url("/")));
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Duration.ofMillis(990));
      assertThat(context.waits).hasSize(1);
    }
  }

  @Test
  void cancellingEndsTheWaitBeforeTheNextAttempt() throws Exception {
    ConnectorContext host = ConnectorContext.defaults();
    try (RawServer server =
            RawServer.start((request, peer) -> peer.send(503, "", "Retry-After: 600"));
        HttpClient client = Clients.open(server)) {
      FakeContext context =
          new FakeContext(host) {
            @Override
            public void retried(String what, int attempt, Duration after) {
              hooks.forEach(FakeContext::closeQuietly);
            }
          };
      HttpSession session = client.session(context);
      assertThat(failure(session, HttpRequest.get(server.url("/"))).kind())
          .isEqualTo(ErrorKind.CANCELLED);
    }
  }

  private static HttpClient client(RawServer server, ConnectorContext host) {
    return HttpClient.open("shop", Clients.settings(server.url("/")), Credentials.none(), host);
  }

  private static RawServer failingTwice(int status, String... headers) {
    AtomicInteger asked = new AtomicInteger();
    return RawServer.start(
        (request, peer) -> {
          if (asked.incrementAndGet() < 3) {
            peer.send(status, "no", headers);
          } else {
            peer.send(200, "ok");
          }
        });
  }

  private static ConnectorException answered(int status, String body, String... headers) {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(status, body, headers));
        HttpClient client = Clients.open(server)) {
      return failure(client, HttpRequest.get(server.url("/")).repeatable(false));
    }
  }

  private static ConnectorException failure(HttpSender sender, HttpRequest request) {
    return catchThrowableOfType(ConnectorException.class, () -> read(sender, request));
  }
}
