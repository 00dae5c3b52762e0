package dev.tributary.connector.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorComparisonTest {
  private static final Incremental TIME = Incremental.timestamp("updated_at");
  private static final Incremental ID = Incremental.id("id");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05z",
        "2026-01-02 03:04:05",
        "2026-01-02  03:04:05 UTC",
        "2026-01-02T03:04:05.000Z",
        "2026-01-02T03:04:05,0Z",
        "2026-01-02T03:04:05.000000000000000000",
        "2026-01-02 03:04:05+00",
        "2026-01-02 04:04:05+01",
        "2026-01-02 08:34:05+0530",
        "2026-01-02T08:34:05.0+05:30",
        "2026-01-02T03:04:05-00:00:00",
        "2026-01-01T24:04:05-03:00",
        "+2026-01-02T03:04:05Z",
        " 2026-01-02T03:04:05Z ",
      })
  void takesEveryFormOfAnInstantForTheSame(String form) {
    assertThat(TIME.compare(form, "2026-01-02T03:04:05Z")).isZero();
    assertThat(TIME.compare("2026-01-02T03:04:05.000000000000001Z", form)).isPositive();
    assertThat(TIME.compare("2026-01-02T03:04:04.999999999999999Z", form)).isNegative();
  }

  @Test
  void putsTimesInOrder() {
    List<String> ordered =
        List.of(
            "-infinity",
            "0044-03-15 00:00:00 BC",
            "0001-01-01",
            "1969-12-31T23:59:59.9Z",
            "1970-01-01",
            "1970-01-01 00:00:00.000000001",
            "1970-01-01T00:00:00.09Z",
            "1970-01-01T00:00:00.1Z",
            "9999-12-31",
            "+12026-01-01",
            "294276-12-31 23:59:59.999999+00",
            "infinity");
    assertOrdered(TIME, ordered);
  }

  @Test
  void putsNumbersInOrder() {
    assertOrdered(
        ID, List.of("-99999999999999999999", "-1", "0", "9", "+10", "100", "99999999999999999999"));
    assertThat(ID.compare("007", "7")).isZero();
    assertOrdered(
        Incremental.id("n").type(CursorType.DECIMAL),
        List.of("-1.5", "-1.49999999999999999999", "0", "0.1", "0.10000000000000000001", "1"));
    assertOrdered(
        TIME.type(CursorType.EPOCH_SECONDS),
        List.of("-1", "0.5", "9", "1700000000.25", "99999999999"));
  }

  @Test
  void putsTextInTheOrderOfItsBytes() {
    List<String> ordered =
        List.of("", "A", "Z", "a", "a ", "b", "\u00e4", "\uffee", "\ud83d\ude00");
    assertOrdered(Incremental.id("name").type(CursorType.TEXT), ordered);
  }

  private static void assertOrdered(Incremental strategy, List<String> ordered) {
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = 0; j < ordered.size(); j++) {
        assertThat(Integer.signum(strategy.compare(ordered.get(i), ordered.get(j))))
            .as("%s and %s", ordered.get(i), ordered.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void comparesLocalTimesInTheirZone() {
    Incremental berlin = TIME.zone(ZoneId.of("Europe/Berlin"));
    assertThat(berlin.compare("2026-07-01 12:00:00", "2026-07-01T10:00:00Z")).isZero();
    assertThat(berlin.compare("2026-12-01 12:00:00", "2026-12-01T11:00:00Z")).isZero();
  }

  @Test
  void readsAFormatOfItsOwnAndOtherFormsToo() {
    Incremental compact = TIME.format("%Y%m%d%H%M%S");
    assertThat(compact.compare("20260102030405", "2026-01-02T03:04:05Z")).isZero();
    assertThat(compact.compare("20260102030406", "20260102030405")).isPositive();
    Incremental millis = TIME.format("DD.MM.YYYY HH:mm:ss.SSS");
    assertThat(millis.compare("02.01.2026 03:04:05.678", "2026-01-02T03:04:05.678Z")).isZero();
    Incremental micros = TIME.format("YYYY-MM-DD HH:mm:ss.SSSSSS");
    assertThat(micros.compare("2026-01-02 03:04:05.000678", "2026-01-02T03:04:05.000678Z"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "TIMESTAMP, yesterday",
    "TIMESTAMP, 2026-13-01",
    "TIMESTAMP, 2026-01-01T25:00:00Z",
    "TIMESTAMP, 12345",
    "INTEGER, 1.5",
    "INTEGER, 1e5",
    "INTEGER, ''",
    "DECIMAL, NaN",
    "DECIMAL, 1e999999999",
    "EPOCH_SECONDS, soon",
    "EPOCH_MILLIS, 0x10"
  })
  void refusesWhatIsNoValueOfItsType(CursorType type, String value) {
    assertThatThrownBy(() -> TIME.type(type).compare(value, "2"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("incremental_field updated_at")
        .hasMessageContaining(type.name());
  }

  @Property
  void agreesWithTheJdkOnInstants(
      @ForAll @LongRange(min = -60_000_000_000L, max = 250_000_000_000L) long oneSecond,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -18, max = 18) int offset,
      @ForAll @IntRange(min = -2, max = 2) int apart) {
    Instant one = Instant.ofEpochSecond(oneSecond, nanos);
    Instant other = one.plusNanos(apart);
    OffsetDateTime there = other.atOffset(ZoneOffset.ofHours(offset));
    assertThat(Integer.signum(TIME.compare(one.toString(), there.toString())))
        .isEqualTo(Integer.signum(one.compareTo(other)));
  }

  @Property
  void agreesWithTheJdkOnIntegers(@ForAll BigInteger one, @ForAll BigInteger other) {
    assertThat(Integer.signum(ID.compare(one.toString(), other.toString())))
        .isEqualTo(one.compareTo(other));
  }

  @Property
  void agreesWithTheBytesOfText(
      @ForAll @StringLength(max = 5) String one, @ForAll @StringLength(max = 5) String other) {
    boolean valid = StandardCharsets.UTF_8.newEncoder().canEncode(one + " " + other);
    if (valid) {
      int bytes =
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
      int text = Incremental.id("name").type(CursorType.TEXT).compare(one, other);
      assertThat(Integer.signum(text)).isEqualTo(Integer.signum(bytes));
    }
  }

  @Property(tries = 2_000)
  void comparesOrRefusesAnyText(
      @ForAll
          @StringLength(max = 30)
          @CharRange(from = '0', to = '9')
          @Chars({'-', '+', ':', '.', ' ', 'T', 'Z', 'B', 'C', 'e'})
          String text) {
    for (CursorType type : CursorType.values()) {
      Incremental strategy = TIME.type(type).lookback(Duration.ofDays(1));
      try {
        assertThat(strategy.compare(text, text + "0")).isBetween(-100_000, 100_000);
        strategy.before(type == CursorType.TEXT || type == CursorType.DECIMAL ? "1" : text);
      } catch (ConnectorException refused) {
        assertThat(refused).hasMessageContaining("updated_at");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CursorType.class)
  void plansForEveryType(CursorType type) {
    Incremental strategy = TIME.type(type);
    IncrementalWindow window =
        strategy.plan(Optional.empty(), Clock.systemUTC(), Optional.empty(), Optional.empty());
    assertThat(window.until().isPresent()).isEqualTo(type.isTime());
  }
}
