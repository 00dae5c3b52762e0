package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingTest {
  static final Option<URI> BASE_URL = Option.uri("base_url").required();
  static final Option<Integer> RETRIES = Option.integer("max_retries", 3).between(0, 20);
  static final Option<Boolean> VERIFY = Option.bool("verify_ssl", true);
  static final Option<String> METHOD = Option.string("method").aliases("http_method");
  static final OptionSet SET = OptionSet.of(BASE_URL, RETRIES, VERIFY, METHOD);

  private static Problems problems(OptionSet set, Map<String, ?> values) {
    Configuration configuration = Configuration.of(values);
    Problems problems = Problems.of(configuration);
    set.bind(configuration, problems, Resolver.none());
    return problems;
  }

  @Test
  void reportsEveryProblemAtOnce() {
    Configuration connection =
        Configuration.builder()
            .put("base_ur", "https://x", Place.of("orders.yml", 4))
            .put("max_retries", 99, Place.of("orders.yml", 5))
            .put("verify_ssl", "maybe", Place.of("orders.yml", 6))
            .build();
    Problems problems = Problems.empty();
    SET.bind(connection, problems.under("connection_config"), Resolver.none());
    assertThat(problems)
        .hasToString(
            """
            ✗ `connection_config.base_ur` (orders.yml:4): unknown option `base_ur`: did you mean `base_url`?
            ✗ `connection_config.max_retries` (orders.yml:5): must be between 0 and 20; given 99
            ✗ `connection_config.verify_ssl` (orders.yml:6): must be true or false; given "maybe"
            ✗ `connection_config.base_url`: is required. Add it\
            """);
    assertThatThrownBy(() -> problems.throwIfAny("the source orders cannot be used"))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIG))
        .hasMessageStartingWith("the source orders cannot be used: 4 problems\n  ✗ `connection_")
        .hasMessageContaining("verify_ssl");
  }

  @Test
  void listsTheKnownOptionsWhenNothingIsNear() {
    assertThat(problems(SET, Map.of("base_url", "https://x", "colour", 1)))
        .hasToString(
            "✗ `colour`: unknown option `colour`. Known options: base_url, max_retries, verify_ssl,"
                + " method, http_method");
  }

  @Test
  void refusesEveryOptionWhereThereAreNone() {
    assertThat(OptionSet.of().options()).isEmpty();
    assertThat(problems(OptionSet.of(), Map.of())).hasToString("");
    assertThat(problems(OptionSet.of(), Map.of("colour", 1)))
        .hasToString("✗ `colour`: unknown option `colour`. There are no options here");
  }

  @Test
  void namesTheOnlyProblemInOneSentence() {
    Configuration configuration =
        Configuration.builder().at(Place.of("orders.yml", 3)).put("method", "GET").build();
    Problems problems = Problems.empty();
    SET.bind(configuration, problems, Resolver.none());
    assertThatThrownBy(() -> problems.throwIfAny("the source cannot be used"))
        .hasMessage("the source cannot be used: `base_url`: is required (orders.yml:3). Add it");
  }

  @Test
  void takesNullForAbsent() {
    Configuration configuration =
        Configuration.of(Map.of("base_url", "https://x")).with("max_retries", null);
    assertThat(SET.bind(configuration).get(RETRIES)).isEqualTo(3);
  }

  @Test
  void warnsOfAKeyThatStandsTwiceWithTheSameValue() {
    Configuration twice =
        Configuration.builder()
            .put("base_url", "https://x", Place.of("a.yml", 1))
            .put("base_url", "https://x", Place.of("a.yml", 9))
            .build();
    Problems problems = Problems.empty();
    Options options = SET.bind(twice, problems, Resolver.none());
    assertThat(problems.hasErrors()).isFalse();
    assertThat(problems)
        .hasToString(
            "⚠ `base_url` (a.yml:1): stands twice with the same value, again at a.yml:9."
                + " Remove one of the two");
    problems.throwIfAny("warnings alone pass");
    assertThat(options.get(BASE_URL)).hasHost("x");
  }

  @Test
  void refusesAKeyThatStandsTwiceWithTwoValues() {
    Configuration twice =
        Configuration.builder()
            .put("base_url", "https://x", Place.of("a.yml", 1))
            .put("base_url", "https://y", Place.of("a.yml", 9))
            .build();
    Problems problems = Problems.empty();
    SET.bind(twice, problems, Resolver.none());
    assertThat(problems.errors())
        .singleElement()
        .hasToString(
            "`base_url` (a.yml:1): stands twice with different values, again at a.yml:9."
                + " Remove the wrong one");
  }

  @Test
  void knowsAliases() {
    assertThat(
            SET.bind(Configuration.of(Map.of("base_url", "https://x", "http_method", "PUT")))
                .get(METHOD))
        .isEqualTo("PUT");
    Configuration both =
        Configuration.of(Map.of("base_url", "https://x"))
            .with("method", "A")
            .with("http_method", "B");
    Problems problems = Problems.empty();
    SET.bind(both, problems, Resolver.none());
    assertThat(problems.errors())
        .singleElement()
        .hasToString(
            "`http_method`: stands there as `method` and as `http_method` with different values."
                + " Remove the wrong one");
  }

  @Test
  void keepsTheRulesBetweenOptions() {
    Option<String> password = Option.string("password");
    Option<String> key = Option.string("private_key");
    Option<String> phrase = Option.string("passphrase");
    Option<String> method = Option.string("method", "key");
    OptionSet set =
        OptionSet.of(password, key, phrase, method)
            .exclusive(password, key)
            .together(key, phrase)
            .oneOf(password, key)
            .requiredIf(password, method, "password", "both");
    assertThat(problems(set, Map.of("password", "a", "private_key", "b", "passphrase", "c")))
        .hasToString("✗ `password` and `private_key` exclude each other. Keep one of them");
    assertThat(problems(set, Map.of("private_key", "b")))
        .hasToString("✗ `private_key` needs `passphrase` too. Give all of them or none");
    assertThat(problems(set, Map.of("method", "password")).toString())
        .contains("✗ needs `password` or `private_key`. Give one of them")
        .contains("✗ `password`: is required when `method` is password");
    assertThat(problems(set, Map.of("password", "a")).isEmpty()).isTrue();
  }

  @Test
  void readsNestedOptionsWithTheirDefaults() {
    Option<Integer> perSecond = Option.integer("requests_per_second");
    Option<Double> factor = Option.number("backoff_factor", 2.0);
    Option<Options> limits = Option.object("rate_limit_config", OptionSet.of(perSecond, factor));
    Options absent = OptionSet.of(limits).bind(Configuration.empty());
    assertThat(absent.get(limits).get(factor)).isEqualTo(2.0);
    assertThat(absent.isSet(limits)).isFalse();
    assertThat(
            problems(OptionSet.of(limits), Map.of("rate_limit_config", Map.of("backof_factor", 1))))
        .hasToString(
            "✗ `rate_limit_config.backof_factor`: unknown option `backof_factor`: did you mean"
                + " `backoff_factor`?");
    assertThat(problems(OptionSet.of(limits), Map.of("rate_limit_config", "fast")))
        .hasToString("✗ `rate_limit_config`: must be a map; given \"fast\"");
  }

  @Test
  void asksForWhatANestedOptionRequiresOnlyWhereItIsGiven() {
    Option<String> name = Option.string("name").required();
    Option<Options> table = Option.object("table", OptionSet.of(name));
    Options absent = OptionSet.of(table).bind(Configuration.empty());
    assertThat(absent.find(table)).isEmpty();
    assertThat(problems(OptionSet.of(table.required()), Map.of()))
        .hasToString("✗ `table`: is required. Add it");
    assertThat(problems(OptionSet.of(table), Map.of("table", Map.of())))
        .hasToString("✗ `table.name`: is required. Add it");
  }

  @Test
  void readsListsAndNamedMapsOfOptions() {
    Option<String> path = Option.string("endpoint").required();
    Option<Map<String, Options>> streams = Option.named("streams", OptionSet.of(path));
    Option<List<Options>> columns = Option.objects("columns", OptionSet.of(path));
    OptionSet set = OptionSet.of(streams, columns);
    Options options =
        set.bind(
            Configuration.of(
                Map.of(
                    "streams", Map.of("orders", Map.of("endpoint", "/orders")),
                    "columns", List.of(Map.of("endpoint", "a"), Map.of("endpoint", "b")))));
    assertThat(options.get(streams).get("orders").get(path)).isEqualTo("/orders");
    assertThat(options.get(columns))
        .extracting(column -> column.get(path))
        .containsExactly("a", "b");
    assertThat(
            problems(set, Map.of("streams", Map.of("eu.orders", Map.of()), "columns", List.of("x")))
                .toString())
        .contains("`streams[\"eu.orders\"].endpoint`: is required")
        .contains("`columns[0]`: must be a map; given \"x\"");
  }

  @Test
  void handsOnFreeTrees() {
    Option<Map<String, Object>> custom = Option.tree("custom_config");
    Map<String, Object> tree = Map.of("a", List.of(1, Map.of("b", "c")), "n", true);
    assertThat(
            OptionSet.of(custom).bind(Configuration.of(Map.of("custom_config", tree))).get(custom))
        .isEqualTo(tree);
    Options open = OptionSet.of(custom).allowUnknown().bind(Configuration.of(Map.of("x", 1)));
    assertThat(open.extras()).isEqualTo(Map.of("x", 1));
  }

  @Test
  void saysWhereAnOptionStands() {
    Configuration configuration =
        Configuration.builder().put("base_url", "https://x", Place.of("a.yml", 7)).build();
    Options options = SET.bind(configuration);
    assertThat(options.where(BASE_URL)).isEqualTo("base_url (a.yml:7)");
    assertThat(options.where(METHOD)).isEqualTo("method");
    assertThat(options).hasToString("[base_url]");
  }

  @Test
  void findsThePlaceOfWhatAnAuthorReports() {
    Configuration connection =
        Configuration.builder().put("base_url", "https://x", Place.of("a.yml", 7)).build();
    Configuration source =
        Configuration.builder().put("connection_config", connection, Place.of("a.yml", 6)).build();
    Problems problems = Problems.of(source);
    problems.under("connection_config").error(BASE_URL, "leads nowhere", "Correct it");
    problems.under("connection_config").error("nowhere", "is odd");
    assertThat(problems)
        .hasToString(
            """
            ✗ `connection_config.base_url` (a.yml:7): leads nowhere. Correct it
            ✗ `connection_config.nowhere` (a.yml:6): is odd\
            """);
  }
}
