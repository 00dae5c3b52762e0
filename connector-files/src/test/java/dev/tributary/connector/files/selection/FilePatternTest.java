package dev.tributary.connector.files.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.csv | a.csv | true",
        "*.csv | d/a.csv | false",
        "**/*.csv | a.csv | true",
        "**/*.csv | d/e/a.csv | true",
        "** | d/e/a.csv | true",
        "d/** | d/e/a.csv | true",
        "d/** | e/a.csv | false",
        "d*/a.csv | dx/a.csv | true",
        "d*/a.csv | d/x/a.csv | false",
        "a?.csv | ab.csv | true",
        "a?.csv | a/.csv | false",
        "[a-c]x | bx | true",
        "[!a-c]x | bx | false",
        "{a,b*}.{csv,txt} | bcd.txt | true",
        "{a,d/b}.csv | d/b.csv | true",
        "a.csv | aXcsv | false",
        "a\\*.csv | a*.csv | true",
        "a\\*.csv | ab.csv | false",
        "re:[a-z]+/\\d{3}\\.csv | abc/123.csv | true",
        "re:[a-z]+/\\d{3}\\.csv | abc/12.csv | false",
        "sales_{YYYY-MM-DD}.csv | sales_2026-01-31.csv | true",
        "sales_{YYYY-MM-DD}.csv | sales_20260131.csv | false"
      })
  void means(String pattern, String path, boolean meant) {
    assertThat(FilePattern.of(pattern).matches(path)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/b/*.csv | a | true",
        "a/b/*.csv | a/c | false",
        "a/b/*.csv | a/b/c | false",
        "a/**/x.csv | a/b/c | true",
        "a/**/x.csv | b | false",
        "*.csv | a | false",
        "y={YYYY}/*.csv | y=2026 | true",
        "y={YYYY}/*.csv | y=x | false",
        "{a,b}/*.csv | b | true",
        "{a,d/b}.csv | d | true"
      })
  void entersOnlyDirectoriesThatCanHoldWhatIsMeant(String pattern, String directory, boolean may) {
    assertThat(FilePattern.of(pattern).mayHold(directory)).isEqualTo(may);
  }

  @Test
  void readsTheDateOfAPath() {
    FilePattern pattern = FilePattern.of("in/{YYYY}/{MM}/x_{DD}.csv");
    assertThat(pattern.date("in/2026/12/x_31.csv")).contains(LocalDateTime.of(2026, 12, 31, 0, 0));
    assertThat(pattern.date("in/2026/02/x_31.csv")).isEmpty();
    assertThat(pattern.base()).isEqualTo("in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[b", "a{b", "re:(", "a\\"})
  void refusesWhatIsNoPattern(String text) {
    assertThatThrownBy(() -> FilePattern.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
