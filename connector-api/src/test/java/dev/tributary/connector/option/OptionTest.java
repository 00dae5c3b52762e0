package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {
  enum AuthType {
    NONE,
    API_KEY,
    OAUTH2
  }

  private static <T> T read(Option<T> option, Object raw) {
    return OptionSet.of(option).bind(Configuration.of(Map.of(option.name(), raw))).get(option);
  }

  private static String complaint(Option<?> option, Object raw) {
    Problems problems = Problems.empty();
    Configuration configuration = Configuration.of(Map.of(option.name(), raw));
    OptionSet.of(option).bind(configuration, problems, Resolver.none());
    return problems.toString();
  }

  @Test
  void readsNumbersExactly() {
    assertThat(read(Option.integer("n"), 7)).isEqualTo(7);
    assertThat(read(Option.integer("n"), "7")).isEqualTo(7);
    assertThat(read(Option.integer("n"), 7.0)).isEqualTo(7);
    assertThat(read(Option.longInteger("n"), "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(read(Option.longInteger("n"), BigInteger.TEN)).isEqualTo(10);
    assertThat(read(Option.number("n"), "1e-3")).isEqualTo(0.001);
    assertThat(read(Option.decimal("n"), "1.10")).isEqualTo(new BigDecimal("1.10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7.5", "2147483648", "seven", "", " ", "1e999999999", "0x10", "NaN", "Infinity"})
  void refusesWhatIsNoWholeNumber(String text) {
    assertThat(complaint(Option.integer("n"), text)).contains("`n`: must be a whole number; given");
  }

  @Test
  void refusesNumbersThatWouldBeRoundedOrTakeForEver() {
    assertThat(complaint(Option.integer("n"), 7.5)).contains("given 7.5");
    assertThat(complaint(Option.longInteger("n"), new BigDecimal("1e19"))).isNotEmpty();
    assertThat(complaint(Option.number("n"), Double.NaN)).contains("must be a number");
    assertThat(complaint(Option.number("n"), "1e400")).contains("must be a number");
    assertThat(complaint(Option.decimal("n"), "1e999999999")).contains("must be a decimal number");
    assertThat(complaint(Option.seconds("n"), "1e999999999")).contains("must be a time");
  }

  @ParameterizedTest
  @CsvSource({
    "30, PT30S",
    "1.5, PT1.5S",
    "30s, PT30S",
    "5m, PT5M",
    "5 min, PT5M",
    "500ms, PT0.5S",
    "2h, PT2H",
    "1d, PT24H",
    "PT30S, PT30S",
    "pt1m, PT1M",
    "0, PT0S"
  })
  void readsTimesAsPeopleWriteThem(String text, Duration time) {
    assertThat(read(Option.seconds("timeout"), text)).isEqualTo(time);
  }

  @Test
  void readsTimesFromNumbers() {
    assertThat(read(Option.seconds("timeout"), 30)).isEqualTo(Duration.ofSeconds(30));
    assertThat(read(Option.seconds("timeout"), 0.25)).isEqualTo(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "PT-1S", "soon", "5 weeks", "1e30", "", "P", "s", "9999999999999"})
  void refusesWhatIsNoTime(String text) {
    assertThat(complaint(Option.seconds("timeout"), text)).contains("must be a time in seconds");
  }

  @Test
  void readsBooleansOnlyFromTrueAndFalse() {
    assertThat(read(Option.bool("b"), true)).isTrue();
    assertThat(read(Option.bool("b"), "FALSE")).isFalse();
    assertThat(complaint(Option.bool("b"), "yes")).contains("must be true or false; given \"yes\"");
    assertThat(complaint(Option.bool("b"), 1)).contains("given 1");
  }

  @Test
  void readsTextsAsTheyWereWritten() {
    assertThat(read(Option.string("s"), " a ")).isEqualTo(" a ");
    assertThat(read(Option.string("s"), 123)).isEqualTo("123");
    // 1.10 has become 1.1 by the time that it is a double: nobody can tell what was written.
    assertThat(complaint(Option.string("s"), 1.1)).contains("must be a text; given 1.1");
    assertThat(complaint(Option.string("s"), true)).contains("must be a text; given true");
    assertThat(complaint(Option.string("s"), List.of())).contains("given an empty list");
    assertThat(complaint(Option.string("s"), Map.of())).contains("given a map");
  }

  @Test
  void readsUrls() {
    URI url = read(Option.uri("base_url"), " https://shop.example/v1?a=b ");
    assertThat(url).isEqualTo(URI.create("https://shop.example/v1?a=b"));
    assertThat(read(Option.uri("base_url"), "gs://bucket/path")).hasScheme("gs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.example",
        "localhost:8080",
        "https:/shop",
        "https://",
        "ht tp://x",
        "/v1",
        ""
      })
  void refusesWhatIsNoWholeUrl(String text) {
    assertThat(complaint(Option.uri("base_url"), text))
        .contains("must be a whole URL, such as https://api.example.com/v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"API_KEY", "api_key", "Api-Key", "apikey"})
  void readsConstantsInAnyCase(String text) {
    assertThat(read(Option.enumeration("auth_type", AuthType.class), text))
        .isEqualTo(AuthType.API_KEY);
  }

  @Test
  void suggestsTheConstantThatWasMeant() {
    assertThat(complaint(Option.enumeration("auth_type", AuthType.class), "oath2"))
        .contains("must be one of NONE, API_KEY, OAUTH2; given \"oath2\"")
        .contains("Did you mean `OAUTH2`?");
    assertThat(complaint(Option.enumeration("auth_type", AuthType.class), true)).contains("one of");
  }

  @Test
  void readsListsAndMapsOfTexts() {
    assertThat(read(Option.strings("columns"), List.of("a", 2, true)))
        .containsExactly("a", "2", "true");
    assertThat(read(Option.strings("columns"), "a")).containsExactly("a");
    assertThat(read(Option.map("headers"), Map.of("x", 1))).containsExactly(Map.entry("x", "1"));
    assertThat(complaint(Option.strings("columns"), List.of("a", List.of(), Map.of())))
        .contains("`columns[1]`: must be a text; given an empty list")
        .contains("`columns[2]`: must be a text; given a map");
    assertThat(complaint(Option.map("headers"), Map.of("a b", List.of())))
        .contains("`headers[\"a b\"]`: must be a text");
    assertThat(complaint(Option.map("headers"), "x")).contains("a map of names to texts");
  }

  @Test
  void keepsRulesOfValues() {
    Option<Integer> size = Option.integer("page_size", 100).between(1, 1000);
    assertThat(read(size, 1000)).isEqualTo(1000);
    assertThat(complaint(size, 0)).contains("`page_size`: must be between 1 and 1000; given 0");
    assertThat(complaint(Option.seconds("lag").atMost(Duration.ofMinutes(1)), 61))
        .contains("must be at most 60; given 61");
    assertThat(complaint(Option.integer("n").atLeast(3), 2)).contains("must be at least 3");
    assertThat(complaint(Option.string("id").matching("[a-z_]+", "a name of a-z and _"), "A"))
        .contains("must be a name of a-z and _; given \"A\"");
    assertThat(complaint(Option.integer("n").check(n -> n % 2 == 0, "an even number"), 3))
        .contains("must be an even number; given 3");
  }

  @Test
  void answersWithDefaults() {
    Option<Duration> timeout = Option.seconds("timeout", 30);
    Option<Integer> retries = Option.integer("max_retries", 3);
    Option<AuthType> auth = Option.enumeration("auth_type", AuthType.NONE);
    Options options = OptionSet.of(timeout, retries, auth).bind(Configuration.empty());
    assertThat(options.get(timeout)).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.find(retries)).contains(3);
    assertThat(options.get(auth)).isEqualTo(AuthType.NONE);
    assertThat(options.isSet(timeout)).isFalse();
  }

  @Test
  void saysWhichOptionIsMissing() {
    Option<String> bucket = Option.string("bucket");
    Options options = OptionSet.of(bucket).bind(Configuration.empty());
    assertThat(options.find(bucket)).isEmpty();
    assertThatThrownBy(() -> options.get(bucket))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIG))
        .hasMessage("`bucket` is required. Add it to the configuration");
  }

  @Test
  void refusesAnAuthorsMistakes() {
    Option<Integer> size = Option.integer("size");
    assertThatThrownBy(() -> OptionSet.of().bind(Configuration.empty()).get(size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`size`");
    assertThatThrownBy(() -> size.between(1, 9).orElse(10))
        .hasMessage("the default of `size` must be between 1 and 9");
    assertThatThrownBy(() -> size.orElse(10).between(1, 9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> size.between(9, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Option.map("m").atLeast(Map.of())).hasMessageContaining("no order");
    assertThatThrownBy(() -> Option.secret("s").matching("a", "an a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Option.string(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OptionSet.of(size, Option.string("s").aliases("size")))
        .hasMessage("two options are called `size`");
    assertThatThrownBy(() -> OptionSet.of().exclusive(size))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsAnOptionAgainByNameAndType() {
    Options options = OptionSet.of(Option.integer("n")).bind(Configuration.of(Map.of("n", 1)));
    assertThat(options.get(Option.integer("n"))).isEqualTo(1);
    assertThatThrownBy(() -> options.get(Option.string("n")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
