package dev.tributary.connector.option;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B1.23: secrets in logs and error bodies are redacted by value and by name")
class RedactorTest {
  private final Redactor redactor = new Redactor();

  @Test
  void hidesARegisteredValueInEveryForm() {
    String secret = "pä$s/w\"o rd\\1";
    redactor.register(secret);
    byte[] bytes = secret.getBytes(UTF_8);
    byte[] basic = ("user:" + secret + "\n").getBytes(UTF_8);
    for (String form :
        new String[] {
          secret,
          URLEncoder.encode(secret, UTF_8),
          URLEncoder.encode(secret, UTF_8).replace("+", "%20").toLowerCase(java.util.Locale.ROOT),
          URLEncoder.encode(URLEncoder.encode(secret, UTF_8), UTF_8),
          Base64.getEncoder().encodeToString(bytes),
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
          JsonTree.write(secret),
          JsonTree.write(JsonTree.write(secret)),
          secret.replace("ä", "\\u00e4").replace("/", "\\/").replace("$", "\\u0024"),
        }) {
      String redacted = redactor.redact("before " + form + " after");
      assertThat(redacted).startsWith("before ").contains("***").endsWith(" after");
      assertThat(redacted.length())
          .as(redacted)
          .isLessThanOrEqualTo("before \\\"***==\\\" after".length());
    }
    String inside = redactor.redact("Proxy " + Base64.getEncoder().encodeToString(basic));
    assertThat(inside).contains("***").hasSizeLessThan(22);
  }

  @Test
  void hidesShortValuesOnlyWhereTheyAreClearlyValues() {
    redactor.register("abc");
    redactor.register("1");
    assertThat(redactor.redact("abcde 1 of 3, page abc, 10:15"))
        .isEqualTo("abcde 1 of 3, page abc, 10:15");
    assertThat(redactor.redact("x=abc&y='1' z:1")).isEqualTo("x=***&y='***' z:***");
  }

  @Test
  void ignoresWhatIsNoSecret() {
    redactor.register("");
    redactor.register("     ");
    redactor.register("*****");
    assertThat(redactor.redact("a     b *****")).isEqualTo("a     b *****");
    assertThat(redactor.redact((String) null)).isEmpty();
    assertThat(redactor).hasToString("Redactor[0 values]");
  }

  @Test
  void hidesEachLineOfAKeyOfManyLines() {
    redactor.register("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG\nshort\n");
    assertThat(redactor.redact("got MIIEvQIBADANBgkqhkiG, short")).isEqualTo("got ***, short");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password=hunter2 for me | password=*** for me",
        "db_password = hunter2, host = x | db_password = ***, host = x",
        "{\"token\": \"abc\", \"id\": 7} | {\"token\": \"***\", \"id\": 7}",
        "{\\\"token\\\":\\\"a\\\\\\\"b\\\",\\\"id\\\":7} |"
            + " {\\\"token\\\":\\\"***\\\",\\\"id\\\":7}",
        "{'clientSecret': 'a b'} | {'clientSecret': '***'}",
        "\"tokens\": [\"a\"] | \"tokens\": [\"a\"]",
        "\"api_key\": [\"a\", \"b\"] | \"api_key\": [***]",
        "\"secret\": {\"id\": 1} | \"secret\": {\"id\": 1}",
        "\"password\": null, \"a\": 1 | \"password\": null, \"a\": 1",
        "Authorization: Bearer abc.def | Authorization: ***",
        "Authorization: Digest username=\"u\", response=\"r\" | Authorization: ***",
        "-H 'Authorization: Basic dXNlcg' https://x | -H 'Authorization: ***' https://x",
        "Set-Cookie: a=b; Path=/ | Set-Cookie: ***",
        "sent Bearer eyJhbGciOiJIUzI1NiJ9.x | sent Bearer ***",
        "token: Bearer abc def | token: *** def",
        "Basic authentication failed | Basic authentication failed",
        "https://me:pa:ss@x/y?z=1 | https://me:***@x/y?z=1",
        "postgres://me:pa/ss@db:5432/x | postgres://me:***@db:5432/x",
        "https://ghp_token@x/y | https://***@x/y",
        "https://x:8443/@me | https://x:8443/@me",
        "http://[::1]:80/a | http://[::1]:80/a",
        "https://x/y?key=1&id=2&X-Amz-Signature=ab&page_token=z |"
            + " https://x/y?key=***&id=2&X-Amz-Signature=***&page_token=z",
        "https://x/?sig=a%2Fb&code=c#f | https://x/?sig=***&code=***",
        "to=https%3A%2F%2Fx%2F%3Ftoken%3Dabc%26id%3D1 |"
            + " to=https%3A%2F%2Fx%2F%3Ftoken%3D***%26id%3D1",
        "<soap:password>abc</soap:password> | <soap:password>***</soap:password>",
        "an Option<Secret> of x < y | an Option<Secret> of x < y",
        "auth[token]=abc | auth[token]=***",
        "key=3, code: 500, session=ok | key=3, code: 500, session=ok",
        "`client_secret`: is required | `client_secret`: is required",
      })
  void hidesWhatStandsUnderATellingName(String text, String redacted) {
    assertThat(redactor.redact(text)).isEqualTo(redacted.replace("***#f", "***"));
  }

  @Test
  void hidesPrivateKeys() {
    assertThat(
            redactor.redact(
                "a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b"))
        .isEqualTo("a -----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY----- b");
  }

  @Test
  void isTheSameWhenDoneTwice() {
    String once = redactor.redact("password=a https://u:p@h/?token=x Authorization: Bearer y");
    assertThat(redactor.redact(once)).isEqualTo(once);
  }

  @Test
  void forgetsTheLeastRecentlyUsedFirst() {
    redactor.register("value-in-use");
    for (int i = 0; i < 2 * Redactor.MOST_VALUES; i++) {
      redactor.register("rotated-" + i);
      redactor.register("value-in-use");
    }
    assertThat(redactor).hasToString("Redactor[" + Redactor.MOST_VALUES + " values]");
    assertThat(redactor.reveals("value-in-use")).isTrue();
    assertThat(redactor.reveals("rotated-511")).isTrue();
    assertThat(redactor.reveals("rotated-0")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=",
        "token: ",
        "\"token\": \"",
        "token=[",
        "://",
        "://a:b",
        "a",
        "%25",
        "\\\\",
        "\\\"",
        "Bearer ",
        "<secret>",
        ":secret>",
        "<a:secret>x",
        "?key=&",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "_",
        "='",
        "x:x@"
      })
  void takesLinearTime(String piece) {
    redactor.register("aaaaaaaaaaaa");
    redactor.register("aaaa-bbbb");
    String text = piece.repeat(400_000 / piece.length());
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> redactor.redact(text));
  }

  @Test
  void returnsAThrowableWithoutSecretsAsItIs() {
    Exception clean = new IOException("line cut", new IllegalStateException("x"));
    assertThat(redactor.redact(clean)).isSameAs(clean);
  }

  @Test
  void standsInForAThrowableWithASecret() {
    redactor.register("hunter22");
    Exception cause = new IOException("POST /login hunter22");
    Exception failure = new IllegalStateException("refused", cause);
    failure.addSuppressed(new RuntimeException("password=x"));
    Throwable redacted = redactor.redact(failure);
    assertThat(redacted).hasToString("java.lang.IllegalStateException: refused");
    assertThat(redacted.getStackTrace()).isEqualTo(failure.getStackTrace());
    assertThat(redacted.getCause()).hasToString("java.io.IOException: POST /login ***");
    assertThat(redacted.getSuppressed()[0]).hasToString("java.lang.RuntimeException: password=***");
    assertThat(redactor.redact(redacted)).isSameAs(redacted);
  }

  @Test
  void keepsTheKindOfAConnectorException() {
    redactor.register("hunter22");
    ConnectorException failure =
        ConnectorException.of(ErrorKind.AUTHENTICATION, "hunter22 was refused")
            .source("shop")
            .place("https://x/?token=a")
            .remedy("Ask for a new one")
            .attempts(3)
            .build();
    assertThat(redactor.redact(failure))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.AUTHENTICATION))
        .hasMessage(
            "shop: *** was refused (https://x/?token=***), after 3 attempts. Ask for a new one");
  }

  @Test
  void keepsWhatAConnectorExceptionSaysOfRetriesAndOfTheSource() {
    redactor.register("hunter22");
    ConnectorException failure =
        ConnectorException.of(ErrorKind.TRANSIENT, "hunter22 was not created")
            .said("no hunter22 today")
            .unrepeatable()
            .build();
    assertThat(redactor.redact(failure))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.isRepeatable()).isFalse())
        .hasMessage("*** was not created: no *** today");
  }

  @Test
  void survivesAChainThatBitesItsTail() {
    Exception a = new Exception("password=x");
    Exception b = new Exception("b", a);
    a.initCause(b);
    assertThat(redactor.redact(a)).hasToString("java.lang.Exception: password=***");
  }
}
