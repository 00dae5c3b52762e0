package dev.tributary.connector.http;

import static dev.tributary.connector.http.Clients.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.option.SecretStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OAuth2IT {
  private final TestClock clock = new TestClock();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final SecretStore store =
      SecretStore.of(Map.of("id", "client-1", "secret", "s3cret-word", "refresh", "refresh-0"));
  private final ConnectorContext host =
      ConnectorContext.defaults()
          .clock(clock)
          .secrets(store)
          .listener(
              new ConnectorListener() {
                @Override
                public void warned(String sourceId, String message) {
                  warnings.add(message);
                }
              });
  private final TokenCache cache = TokenCache.create();
  private final TokenServer api = new TokenServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void getsOneTokenForManyRequests() throws Exception {
    try (HttpClient client = client(clientCredentials())) {
      for (int i = 0; i < 5; i++) {
        assertThat(read(client, orders())).isEqualTo("orders");
      }
    }
    assertThat(api.issued()).isEqualTo(1);
    assertThat(api.forms().get(0))
        .isEqualTo("grant_type=client_credentials&client_id=client-1&client_secret=s3cret-word");
  }

  @Test
  void sendsTheClientInAHeaderAndScopesAndParametersIfTold() throws Exception {
    OAuth2 oauth =
        clientCredentials()
            .clientInHeader(true)
            .scopes(List.of("read", "list"))
            .parameter("audience", Secret.literal("shop"));
    try (HttpClient client = client(oauth)) {
      read(client, orders());
    }
    assertThat(api.forms().get(0))
        .isEqualTo("grant_type=client_credentials&scope=read+list&audience=shop");
    assertThat(api.tokenHeaders().get(0))
        .isEqualTo(BasicCredential.header("client-1", "s3cret-word"));
  }

  @Test
  @DisplayName("B1.3: a token is renewed before it expires, and each attempt carries the newest")
  void renewsEarly() throws Exception {
    try (HttpClient client = client(clientCredentials())) {
      read(client, orders());
      clock.move(Duration.ofSeconds(3_500)); // of 3600, within the margin of 60 not yet
      read(client, orders());
      assertThat(api.issued()).isEqualTo(1);
      clock.move(Duration.ofSeconds(50));
      read(client, orders());
      assertThat(api.issued()).isEqualTo(2);
    }
    assertThat(api.refusals()).isZero();
  }

  @Test
  @DisplayName("B1.3: a token that expires inside the retry loop is replaced in the next attempt")
  void buildsTheHeaderAnewForEachAttempt() throws Exception {
    api.answerOnce(
        503,
        () -> {
          clock.move(Duration.ofHours(2));
          api.revokeAll();
        });
    try (HttpClient client = client(clientCredentials())) {
      assertThat(read(client, orders())).isEqualTo("orders");
    }
    assertThat(api.issued()).isEqualTo(2);
    assertThat(api.refusals()).isZero();
  }

  @Test
  @DisplayName("B1.4: a 401 renews the token once and the request goes on")
  void renewsOnceAfterA401() throws Exception {
    try (HttpClient client = client(clientCredentials())) {
      read(client, orders());
      api.revokeAll();
      assertThat(read(client, orders())).isEqualTo("orders");
    }
    assertThat(api.issued()).isEqualTo(2);
    assertThat(api.refusals()).isEqualTo(1);
  }

  @Test
  @DisplayName("B1.4: a second 401 is an error, not a loop")
  void failsWhenTheNewTokenIsRefusedToo() {
    api.refuseAlways();
    try (HttpClient client = client(clientCredentials())) {
      ConnectorException error = failure(client);
      assertThat(error.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
      assertThat(error).hasMessageContaining("401").hasMessageContaining("auth_config");
    }
    assertThat(api.issued()).isEqualTo(2);
    assertThat(api.refusals()).isEqualTo(2);
  }

  @Test
  @DisplayName("B1.4: many requests at once get one token, at first and after a 401")
  void manyAtOnceShareOneRefresh() throws Exception {
    try (HttpClient client = client(clientCredentials())) {
      atOnce(8, client);
      assertThat(api.issued()).isEqualTo(1);
      api.revokeAll();
      atOnce(8, client);
      assertThat(api.issued()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("B1.5: a reply without a refresh token keeps the old one")
  void keepsTheRefreshTokenThatIsNotReplaced() throws Exception {
    try (HttpClient client = client(byRefreshToken())) {
      read(client, orders());
      api.revokeAll();
      read(client, orders());
    }
    assertThat(api.forms()).hasSize(2).allMatch(form -> form.contains("refresh_token=refresh-0"));
    assertThat(store.read("refresh")).contains("refresh-0");
  }

  @Test
  @DisplayName("B1.5: a rotated refresh token is used next and handed to the host")
  void handsTheRotatedRefreshTokenToTheHost() throws Exception {
    api.rotate();
    try (HttpClient client = client(byRefreshToken())) {
      read(client, orders());
      assertThat(store.read("refresh")).contains("rotated-1");
      api.revokeAll();
      read(client, orders());
    }
    assertThat(store.read("refresh")).contains("rotated-2");
    assertThat(api.forms().get(1)).contains("refresh_token=rotated-1");
    assertThat(warnings).isEmpty();
  }

  @Test
  void warnsWhenNobodyKeepsARotatedRefreshToken() throws Exception {
    api.rotate();
    OAuth2 oauth =
        OAuth2.refreshToken(
            api.url("/token"), Clients.secret(host, "id"), null, Secret.literal("refresh-0"));
    try (HttpClient client = client(oauth)) {
      assertThat(read(client, orders())).isEqualTo("orders");
    }
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("rotated the refresh token").doesNotContain("rotated-1");
  }

  @Test
  @DisplayName("B1.5: a token call that fails in passing is tried again")
  void triesTheTokenCallAgain() throws Exception {
    api.cutTokenCalls(1);
    api.failTokenCalls(1);
    try (HttpClient client = client(byRefreshToken())) {
      assertThat(read(client, orders())).isEqualTo("orders");
    }
    assertThat(api.forms()).hasSize(3);
  }

  @Test
  @DisplayName("B1.5: while an old token serves, a failing early renewal stops nobody")
  void goesOnWithTheOldTokenWhileItServes() throws Exception {
    try (HttpClient client = client(clientCredentials())) {
      read(client, orders());
      clock.move(Duration.ofSeconds(3_570));
      api.failTokenCalls(100);
      assertThat(read(client, orders())).isEqualTo("orders");
      assertThat(read(client, orders())).isEqualTo("orders");
      assertThat(api.forms()).hasSize(5); // the first one, and four attempts of one renewal
    }
  }

  @Test
  @DisplayName("B1.6: all connectors of one credential share one token")
  void sharesTokensBetweenClients() throws Exception {
    try (HttpClient one = client(clientCredentials());
        HttpClient other = client(clientCredentials())) {
      read(one, orders());
      read(other, orders());
      assertThat(api.issued()).isEqualTo(1);
    }
    try (HttpClient another = client(clientCredentials().scopes(List.of("write")))) {
      read(another, orders());
    }
    assertThat(api.issued()).isEqualTo(2);
  }

  @Test
  void doesNotRenewAShortLivedTokenBeforeEachRequest() throws Exception {
    api.lifetime("30");
    try (HttpClient client = client(clientCredentials())) {
      read(client, orders());
      clock.move(Duration.ofSeconds(20));
      read(client, orders());
    }
    assertThat(api.issued()).isEqualTo(1);
  }

  @Test
  void readsARotatedClientSecretAgain() throws Exception {
    api.secret("n3w-secret-word");
    OAuth2 oauth = clientCredentials();
    Clients.secret(host, "secret").reveal();
    try (HttpClient client = client(oauth)) {
      assertThat(failure(client).kind()).isEqualTo(ErrorKind.AUTHENTICATION);
      store.write("secret", "n3w-secret-word");
      assertThat(read(client, orders())).isEqualTo("orders");
    }
  }

  @Test
  void explainsWhyThereIsNoToken() {
    api.refuseToken("invalid_client", "no such client: s3cret-word");
    try (HttpClient client = client(clientCredentials())) {
      ConnectorException error = failure(client);
      assertThat(error.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
      assertThat(error)
          .hasMessageContaining("/token gave no token (invalid_client")
          .hasMessageContaining("client_secret")
          .hasMessageNotContaining("s3cret-word");
    }
    api.refuseToken("invalid_scope", "");
    try (HttpClient client = client(clientCredentials())) {
      assertThat(failure(client).kind()).isEqualTo(ErrorKind.CONFIG);
    }
  }

  @Test
  void namesAClockThatIsWrong() {
    api.refuseToken("invalid_grant", "token expired");
    clock.move(Duration.ofMinutes(10));
    try (HttpClient client = client(byRefreshToken())) {
      assertThat(failure(client))
          .hasMessageContaining("invalid_grant: token expired")
          .hasMessageContaining("clock is 6")
          .hasMessageContaining("ahead of the server's")
          .hasMessageContaining("log in once more");
    }
  }

  @Test
  void tellsATokenUrlThatIsAWebPage() {
    try (RawServer page =
            RawServer.start(
                (request, peer) ->
                    peer.send(200, "<html>Welcome</html>", "Content-Type: text/html"));
        HttpClient client =
            client(
                OAuth2.clientCredentials(
                    page.url("/token"),
                    Clients.secret(host, "id"),
                    Clients.secret(host, "secret")))) {
      ConnectorException error = failure(client);
      assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
      assertThat(error).hasMessageContaining("a web page").hasMessageContaining("token_url");
    }
  }

  @Test
  @DisplayName("B1.23: no token is shown in errors")
  void hidesTokens() {
    api.echo(500);
    try (HttpClient client = client(clientCredentials())) {
      assertThat(failure(client))
          .hasMessageContaining("answered 500")
          .hasMessageNotContaining("token-1");
    }
  }

  private void atOnce(int threads, HttpClient client) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        answers.add(
            pool.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  return read(client, orders());
                }));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("orders");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private OAuth2 clientCredentials() {
    return OAuth2.clientCredentials(
        api.url("/token"), Clients.secret(host, "id"), Clients.secret(host, "secret"));
  }

  private OAuth2 byRefreshToken() {
    return OAuth2.refreshToken(
        api.url("/token"),
        Clients.secret(host, "id"),
        Clients.secret(host, "secret"),
        Clients.secret(host, "refresh"));
  }

  private HttpClient client(OAuth2 oauth) {
    return HttpClient.open("shop", Clients.settings(api.url("/")), oauth.in(cache), host);
  }

  private HttpRequest orders() {
    return HttpRequest.get(api.url("/orders"));
  }

  private ConnectorException failure(HttpClient client) {
    return catchThrowableOfType(ConnectorException.class, () -> read(client, orders()));
  }

  /** A clock that a test moves. */
  private static final class TestClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void move(Duration time) {
      ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
