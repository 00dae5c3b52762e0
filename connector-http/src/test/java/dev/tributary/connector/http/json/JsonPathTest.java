package dev.tributary.connector.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data.items | data.items",
        "$.data.items | data.items",
        "data.items[*] | data.items",
        "$ | $",
        "'' | $",
        "[*] | $",
        "$[*] | $",
        "[0] | [0]",
        "a[\"b c\"].d | a[\"b c\"].d",
        "a['b.c'] | a[\"b.c\"]",
        "a[\"plain\"] | a.plain",
        "$[\"next url\"] | [\"next url\"]",
        "data[-1].id | data[-1].id",
        "@odata | @odata",
        "$schema | $schema",
      })
  void readsOnePlaceHoweverItIsWritten(String text, String canonical) {
    JsonPath path = JsonPath.parse(text);

    assertThat(path).hasToString(canonical);
    assertThat(JsonPath.parse(path.toString())).isEqualTo(path);
  }

  @Test
  void keepsQuotesAndBackslashesInNames() {
    JsonPath path = JsonPath.parse("[\"a\\\"b\\\\c\"]");

    assertThat(path.steps()).containsExactly(JsonPath.Step.member("a\"b\\c"));
    assertThat(JsonPath.parse(path.toString())).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a..b", ".", "a.", "a[", "a[x]", "a[-2]", "a[*].b", "a[\"b]", "a]", "a b.", "$$["})
  void refusesWhatIsNoPathAndShowsWhere(String text) {
    assertThatThrownBy(() -> JsonPath.parse(text))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("is no path into a JSON document")
        .hasMessageContaining("character ");
  }
}
