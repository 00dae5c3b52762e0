package dev.tributary.connector.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.split.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("rule 10: watermarks")
class IncrementalTest {
  private static final Clock NOON = at("2026-11-21T12:00:00.123456789Z");
  private static final Incremental UPDATED = Incremental.timestamp("updated_at");
  private static final Optional<IncrementalWindow> UNASKED = Optional.empty();
  private static final Optional<String> ANYWHERE = Optional.empty();

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }

  private static Optional<Position> mark(String cursor) {
    return Optional.of(Position.of("cursor", cursor));
  }

  private static IncrementalWindow plan(Incremental strategy, String watermark) {
    return strategy.plan(mark(watermark), NOON, UNASKED, ANYWHERE);
  }

  @Test
  void readsEverythingTheFirstTimeUntilAFrozenEnd() {
    IncrementalWindow window = UPDATED.plan(Optional.empty(), NOON, UNASKED, ANYWHERE);
    assertThat(window.from()).isEmpty();
    assertThat(window.until()).hasValue("2026-11-21T12:00:00.123Z");
    assertThat(window).hasToString("[the lowest, 2026-11-21T12:00:00.123Z)");
  }

  @Test
  void beginsTheFirstTimeAtTheStartDate() {
    assertThat(UPDATED.plan(Optional.empty(), NOON, UNASKED, Optional.of("2024-01-01")).from())
        .hasValue("2024-01-01T00:00:00Z");
    String exact = "2024-01-01T00:00:00.5+02:00";
    assertThat(UPDATED.plan(Optional.empty(), NOON, UNASKED, Optional.of(exact)).from())
        .hasValue(exact);
    assertThat(
            UPDATED
                .type(CursorType.EPOCH_SECONDS)
                .plan(Optional.empty(), NOON, UNASKED, Optional.of("2024-01-01"))
                .from())
        .hasValue("1704067200");
    assertThatThrownBy(
            () -> UPDATED.plan(Optional.empty(), NOON, UNASKED, Optional.of("last year")))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("\"last year\"")
        .hasMessageContaining("incremental_field_type");
  }

  @Test
  @DisplayName("B2.27: the exact text of the source is the next start")
  void beginsWhereTheLastRunEndedExactly() {
    String exact = "2026-11-20 08:00:00.123456789123+01";
    assertThat(plan(UPDATED, exact).from()).hasValue(exact);
  }

  @Test
  @DisplayName("B2.27: bounds are rounded down and never up")
  void roundsOnlyDown() {
    Clock late = at("2026-11-21T12:59:59.999999999Z");
    String from = "2026-01-01";
    assertThat(UPDATED.plan(mark(from), late, UNASKED, ANYWHERE).until())
        .hasValue("2026-11-21T12:59:59.999Z");
    Incremental seconds = UPDATED.granularity(Duration.ofSeconds(1));
    assertThat(seconds.plan(mark(from), late, UNASKED, ANYWHERE).until())
        .hasValue("2026-11-21T12:59:59Z");
    assertThat(UPDATED.type(CursorType.DATE).plan(mark(from), late, UNASKED, ANYWHERE).until())
        .hasValue("2026-11-21");
    assertThat(UPDATED.format("YYYY-MM-DD HH:mm").plan(mark(from), late, UNASKED, ANYWHERE).until())
        .hasValue("2026-11-21 12:59");
    assertThat(
            UPDATED.type(CursorType.EPOCH_MILLIS).plan(mark("7"), late, UNASKED, ANYWHERE).until())
        .hasValue("1795265999999");
    assertThat(
            UPDATED.type(CursorType.EPOCH_SECONDS).plan(mark("7"), late, UNASKED, ANYWHERE).until())
        .hasValue("1795265999");
    Clock before1970 = at("1969-12-31T23:59:59.9999Z");
    assertThat(seconds.plan(Optional.empty(), before1970, UNASKED, ANYWHERE).until())
        .hasValue("1969-12-31T23:59:59Z");
  }

  @Test
  @DisplayName("B2.26, B2.28: the end lies a lag before the source's clock")
  void endsALagBeforeNow() {
    assertThat(plan(UPDATED.lag(Duration.ofMinutes(2)), "2026-11-20").until())
        .hasValue("2026-11-21T11:58:00.123Z");
    Incremental epoch = UPDATED.type(CursorType.EPOCH_SECONDS).lag(Duration.ofSeconds(90));
    assertThat(plan(epoch, "5").until()).hasValue("1795262310");
  }

  @Test
  @DisplayName("B2.28: lag and lookback where the cursor is not UTC")
  void countsInTheZoneOfTheSource() {
    Incremental local =
        UPDATED
            .zone(ZoneId.of("Asia/Tokyo"))
            .granularity(Duration.ofSeconds(1))
            .lag(Duration.ofMinutes(1))
            .lookback(Duration.ofHours(2));
    IncrementalWindow window = plan(local, "2026-11-20 01:00:00");
    assertThat(window.from()).hasValue("2026-11-19T23:00:00");
    assertThat(window.until()).hasValue("2026-11-21T20:59:00");
  }

  @Test
  @DisplayName("B2.28: where the clock on the wall repeats an hour, the end waits until it is over")
  void endsBeforeARepeatedHour() {
    Incremental berlin =
        UPDATED.zone(ZoneId.of("Europe/Berlin")).granularity(Duration.ofSeconds(1));
    for (String repeated : new String[] {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"}) {
      assertThat(berlin.plan(Optional.empty(), at(repeated), UNASKED, ANYWHERE).until())
          .hasValue("2026-10-25T02:00:00");
    }
    assertThat(berlin.plan(Optional.empty(), at("2026-10-25T02:00:00Z"), UNASKED, ANYWHERE).until())
        .hasValue("2026-10-25T03:00:00");
    assertThat(berlin.plan(Optional.empty(), at("2026-10-24T23:59:59Z"), UNASKED, ANYWHERE).until())
        .hasValue("2026-10-25T01:59:59");
  }

  @Test
  void isEmptyWhereTheClockIsBehindTheWatermark() {
    IncrementalWindow window = plan(UPDATED, "2026-11-21T13:00:00Z");
    assertThat(window.isEmpty()).isTrue();
    assertThat(window.until()).isEqualTo(window.from());
    assertThat(UPDATED.watermarkAfter(window, mark("2026-11-21T13:00:00Z")))
        .isEqualTo(mark("2026-11-21T13:00:00Z"));
  }

  @Test
  @DisplayName("B1.21: an empty window moves the watermark to its end")
  void movesOnWithoutRecords() {
    IncrementalWindow window = plan(UPDATED, "2026-11-20");
    assertThat(UPDATED.watermarkAfter(window, mark("2026-11-20")))
        .isEqualTo(mark("2026-11-21T12:00:00.123Z"));
  }

  @Test
  void neverMovesBack() {
    IncrementalWindow older = IncrementalWindow.between("2026-01-01", "2026-02-01");
    assertThat(UPDATED.watermarkAfter(older, mark("2026-03-01"))).isEqualTo(mark("2026-03-01"));
  }

  @Test
  void leavesTheWatermarkWhenAWindowWasRequested() {
    IncrementalWindow asked = IncrementalWindow.between("2025-01-01", "2025-02-01");
    IncrementalWindow window =
        UPDATED.plan(mark("2026-11-20"), NOON, Optional.of(asked), Optional.of("2020-01-01"));
    assertThat(window)
        .isEqualTo(
            IncrementalWindow.between("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z").requested());
    assertThat(UPDATED.watermarkAfter(window, mark("2026-11-20"))).isEqualTo(mark("2026-11-20"));
    assertThat(UPDATED.watermarkAfter(window, Optional.empty())).isEmpty();
    IncrementalWindow open =
        UPDATED.plan(
            Optional.empty(), NOON, Optional.of(IncrementalWindow.from("2025-01-01")), ANYWHERE);
    assertThat(open.until()).hasValue("2026-11-21T12:00:00.123Z");
  }

  @Test
  @DisplayName("B2.26: ids end at the successor of the highest, which does not hide the newest row")
  void endsBehindTheHighestId() {
    Incremental id = Incremental.id("id");
    IncrementalWindow open = plan(id, "7");
    assertThat(open.until()).isEmpty();
    String highest = "99999999999999999999";
    IncrementalWindow closed = id.closedAt(open, highest);
    assertThat(closed).isEqualTo(IncrementalWindow.between("7", "100000000000000000000"));
    assertThat(id.watermarkAfter(closed, mark("7"))).isEqualTo(mark("100000000000000000000"));
    assertThat(id.closedAt(open, "3").isEmpty()).isTrue();
    assertThat(id.closedAt(closed, "1")).isEqualTo(closed);
    assertThat(plan(id.lookback(10), "7").from()).hasValue("-3");
    assertThat(plan(id, "7").from()).hasValue("7");
  }

  @Test
  @DisplayName("B2.29: the highest value of an empty table is none, and nothing happens")
  void doesNothingWithAnEmptyTable() {
    Incremental id = Incremental.id("id");
    IncrementalWindow first = id.plan(Optional.empty(), NOON, UNASKED, ANYWHERE);
    IncrementalWindow none = id.closedAt(first, null);
    assertThat(none.isEmpty()).isTrue();
    assertThat(id.slices(none)).isEmpty();
    assertThat(id.watermarkAfter(none, Optional.empty())).isEmpty();
    assertThat(id.watermarkAfter(none, mark("5"))).isEqualTo(mark("5"));
    assertThat(id.onMissing()).isEqualTo(OnMissingCursor.FAIL);
    assertThat(id.onMissing(OnMissingCursor.INCLUDE).onMissing())
        .isEqualTo(OnMissingCursor.INCLUDE);
  }

  @Test
  @DisplayName("B1.22: for a filter that only knows greater than, one granule less")
  void namesTheValueBefore() {
    assertThat(UPDATED.before("2026-01-01T00:00:00Z")).isEqualTo("2025-12-31T23:59:59.999Z");
    assertThat(UPDATED.granularity(Duration.ofSeconds(1)).before("2026-01-01T00:00:00.7Z"))
        .isEqualTo("2025-12-31T23:59:59Z");
    assertThat(UPDATED.type(CursorType.DATE).before("2026-03-01")).isEqualTo("2026-02-28");
    assertThat(UPDATED.type(CursorType.EPOCH_SECONDS).before("100")).isEqualTo("99");
    assertThat(Incremental.id("id").before("0")).isEqualTo("-1");
  }

  @Test
  void readsPartitionsWhenTheyAreOver() {
    Incremental daily = Incremental.partition("day", "YYYY-MM-DD");
    IncrementalWindow days = plan(daily, "2026-11-19");
    assertThat(days).isEqualTo(IncrementalWindow.between("2026-11-19", "2026-11-21"));
    assertThat(daily.slices(days))
        .containsExactly(
            IncrementalWindow.between("2026-11-19", "2026-11-20"),
            IncrementalWindow.between("2026-11-20", "2026-11-21"));
    Incremental monthly = Incremental.partition("month", "%Y%m");
    IncrementalWindow months = plan(monthly, "202609");
    assertThat(monthly.slices(months))
        .extracting(w -> w.from().orElse(""))
        .containsExactly("202609", "202610");
    Incremental hourly = Incremental.partition("hour", "YYYYMMDDHH").lag(Duration.ofHours(1));
    assertThat(plan(hourly, "2026112109").until()).hasValue("2026112111");
    Incremental yearly = Incremental.partition("year", "YYYY");
    assertThat(plan(yearly, "2026").isEmpty()).isTrue();
    assertThatThrownBy(() -> Incremental.partition("day", "MM-DD")).hasMessageContaining("no year");
    assertThatThrownBy(() -> Incremental.partition("day", "YYYY-DD-DD"))
        .hasMessageContaining("twice");
  }

  @Test
  void writesWindowsIntoSplitsAndBack() {
    IncrementalWindow[] windows = {
      IncrementalWindow.all(),
      IncrementalWindow.from("a"),
      IncrementalWindow.between("a", "b").requested(),
      IncrementalWindow.between("a", "a"),
      IncrementalWindow.all().until("z"),
      Incremental.id("id").closedAt(IncrementalWindow.all(), null)
    };
    for (IncrementalWindow window : windows) {
      assertThat(IncrementalWindow.of(window.toPosition())).isEqualTo(window);
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> UPDATED.lag(Duration.ofSeconds(-1))).hasMessageContaining("lag");
    assertThatThrownBy(() -> UPDATED.window(Duration.ZERO)).hasMessageContaining("window");
    assertThatThrownBy(() -> UPDATED.window(0)).hasMessageContaining("window");
    assertThatThrownBy(() -> UPDATED.granularity(Duration.ofMillis(1500)))
        .hasMessageContaining("granularity");
    assertThatThrownBy(() -> UPDATED.granularity(Duration.ZERO))
        .hasMessageContaining("granularity");
    assertThatThrownBy(() -> UPDATED.granularity(Duration.ofSeconds(-1)))
        .hasMessageContaining("granularity");
  }
}
