package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> KNOWN =
      List.of("base_url", "timeout", "max_retries", "token", "token_url", "user");

  @ParameterizedTest
  @CsvSource({
    "base_ur, base_url", "baes_url, base_url", "baseUrl, base_url", "BASE-URL, base_url",
    "time_out, timeout", "max_retires, max_retries", "tokn, token", "tokenurl, token_url",
    "usr, user"
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertThat(Suggestions.nearest(typed, KNOWN)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "password", "base"})
  void staysSilentWhereNothingIsNear(String typed) {
    assertThat(Suggestions.nearest(typed, KNOWN)).isNull();
  }

  @Test
  void countsASwapOfNeighboursOnce() {
    assertThat(Suggestions.distance("baes", "base")).isEqualTo(1);
    assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
    assertThat(Suggestions.distance("abc", "abc")).isZero();
  }
}
