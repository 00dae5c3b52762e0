package dev.tributary.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.limit.LearnedLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QuotaHeadersTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void readsTheThreeHeadersInAnyCase() {
    LearnedLimit learned =
        only(
            headers(
                "x-RATELIMIT-limit",
                "100",
                "X-RateLimit-Remaining",
                "7",
                "x-ratelimit-reset",
                "30"));
    assertThat(learned.remaining()).isEqualTo(7);
    assertThat(learned.limit()).isEqualTo(OptionalLong.of(100));
    assertThat(learned.resetAfter(NOW)).contains(Duration.ofSeconds(30));
  }

  @Test
  void readsAResetAsSecondsSince1970AndAsADate() {
    long epoch = NOW.plusSeconds(45).getEpochSecond();
    assertThat(
            only(headers("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "" + epoch))
                .resetAfter(NOW))
        .contains(Duration.ofSeconds(45));
    assertThat(
            only(headers(
                    "X-RateLimit-Remaining",
                    "0",
                    "X-RateLimit-Reset",
                    "Sat, 21 Nov 2026 12:01:00 GMT"))
                .resetAfter(NOW))
        .contains(Duration.ofSeconds(60));
  }

  @Test
  void readsTheDraftsOfTheIetf() {
    List<LearnedLimit> learned =
        QuotaHeaders.standard()
            .read(headers("RateLimit", "\"burst\";r=3;t=1, \"daily\";r=900;t=3600;q=1000"), NOW);
    assertThat(learned).extracting(LearnedLimit::name).containsExactly("burst", "daily");
    assertThat(learned).extracting(LearnedLimit::remaining).containsExactly(3L, 900L);
    LearnedLimit older = only(headers("RateLimit", "limit=100, remaining=50, reset=5"));
    assertThat(older.remaining()).isEqualTo(50);
    assertThat(older.resetAfter(NOW)).contains(Duration.ofSeconds(5));
    LearnedLimit listed =
        only(headers("RateLimit-Limit", "100, 100;w=60", "RateLimit-Remaining", "99.5"));
    assertThat(listed.limit()).isEqualTo(OptionalLong.of(100));
    assertThat(listed.remaining()).isEqualTo(99);
  }

  @Test
  void readsNamesThatASourceHasOfItsOwn() {
    QuotaHeaders own =
        QuotaHeaders.none()
            .and("", "X-Shop-Call-Limit", "")
            .and("ot-requests-allowed", "ot-left", "ot-period");
    LearnedLimit used = own.read(headers("X-Shop-Call-Limit", "32/40"), NOW).get(0);
    assertThat(used.remaining()).isEqualTo(8);
    assertThat(used.limit()).isEqualTo(OptionalLong.of(40));
    assertThat(own.read(headers("ot-left", "5", "ot-requests-allowed", "9"), NOW)).hasSize(1);
  }

  @Test
  void takesNonsenseForNothing() {
    assertThat(
            QuotaHeaders.standard()
                .read(
                    headers(
                        "RateLimit",
                        "???",
                        "RateLimit-Remaining",
                        "many",
                        "X-RateLimit-Reset",
                        "5"),
                    NOW))
        .isEmpty();
    assertThat(QuotaHeaders.none().read(headers("RateLimit-Remaining", "1"), NOW)).isEmpty();
  }

  @Property(tries = 500)
  void neverFailsWhateverComes(@ForAll String one, @ForAll String other) {
    HttpHeaders headers =
        HttpHeaders.none()
            .received("RateLimit", one)
            .received("RateLimit-Remaining", one)
            .received("RateLimit-Reset", other);
    assertThat(QuotaHeaders.standard().read(headers, NOW)).isNotNull();
  }

  private static LearnedLimit only(HttpHeaders headers) {
    List<LearnedLimit> learned = QuotaHeaders.standard().read(headers, NOW);
    assertThat(learned).hasSize(1);
    return learned.get(0);
  }

  private static HttpHeaders headers(String... namesAndValues) {
    HttpHeaders headers = HttpHeaders.none();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers = headers.with(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
