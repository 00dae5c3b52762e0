package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  @Test
  void isNotChangedByWhatItWasMadeFrom() {
    Map<String, Object> values = new HashMap<>(Map.of("a", 1));
    Configuration configuration = Configuration.of(values);
    values.put("a", 2);
    assertThat(configuration.find("a")).contains(1);
    assertThat(configuration.with("b", 3).without("a").asMap()).isEqualTo(Map.of("b", 3));
    assertThat(configuration.asMap()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void takesWhatHostsHaveAtHand() {
    Configuration configuration =
        Configuration.empty()
            .with("time", Duration.ofSeconds(3))
            .with("url", URI.create("https://x"))
            .with("path", Path.of("in", "data"))
            .with("short", (short) 7)
            .with("float", 0.1f)
            .with("list", Arrays.asList("a", null, List.of()))
            .with("map", Map.of(1, "one"))
            .with("severity", Problem.Severity.ERROR);
    assertThat(configuration.asMap())
        .containsEntry("time", "PT3S")
        .containsEntry("url", "https://x")
        .containsEntry("path", Path.of("in", "data").toString())
        .containsEntry("short", 7)
        .containsEntry("float", 0.1)
        .containsEntry("list", List.of("a", List.of()))
        .containsEntry("map", Map.of("1", "one"))
        .containsEntry("severity", "ERROR");
    assertThat(configuration.section("map").keys()).containsExactly("1");
    assertThat(configuration.section("nope").isEmpty()).isTrue();
  }

  @Test
  void refusesWhatNoFileCouldHold() {
    assertThatThrownBy(() -> Configuration.of(Map.of("a", Map.of("b", new Object()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`a.b` is a java.lang.Object");
    assertThatThrownBy(() -> Configuration.of(Map.of("a", Map.of(List.of(), 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToBeNestedWithoutEnd() {
    Map<String, Object> endless = new HashMap<>();
    endless.put("a", endless);
    assertThatThrownBy(() -> Configuration.of(endless)).hasMessageContaining("deeper than 64");
    assertThatThrownBy(
            () -> {
              Configuration tower = Configuration.empty();
              for (int i = 0; i < 100; i++) {
                tower = Configuration.empty().with("a", tower);
              }
            })
        .hasMessageContaining("deeper than 64");
    assertThatThrownBy(
            () -> Configuration.fromJson("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("deeper than 64");
  }

  @Test
  void comesBackFromJson() {
    String json = "{\"a\":[1,2.50,true,\"x\"],\"b\":{\"c\":null},\"n\":1234567890123}";
    Configuration configuration = Configuration.fromJson(json);
    assertThat(configuration.toJson()).isEqualTo(json);
    assertThat(configuration.find("a")).contains(List.of(1, new BigDecimal("2.50"), true, "x"));
    assertThat(Configuration.fromJson(configuration.toJson())).isEqualTo(configuration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hunter2", "[]", "{\"a\":", "{\"a\":hunter2}", "{} {}", "{\"a\":\"hunter2"})
  void refusesWhatIsNoJsonObjectWithoutQuotingIt(String json) {
    assertThatThrownBy(() -> Configuration.fromJson(json))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("the configuration is no JSON object")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void keepsPlaces() {
    Configuration inner =
        Configuration.builder().at(Place.of("a.yml", 2)).put("b", 1, Place.of("a.yml", 3)).build();
    Configuration outer = Configuration.builder().put("a", inner, Place.of("a.yml", 1)).build();
    assertThat(outer.place("a")).contains(Place.of("a.yml", 1));
    assertThat(outer.section("a").place("b")).hasToString("Optional[a.yml:3]");
    assertThat(outer.place("nope")).isEmpty();
    assertThat(inner.place()).contains(Place.of("a.yml", 2));
    assertThatThrownBy(() -> Place.of("a.yml", 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
