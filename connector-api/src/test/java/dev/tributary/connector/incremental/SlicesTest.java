package dev.tributary.connector.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SlicesTest {
  private static final Incremental WEEKS =
      Incremental.timestamp("updated_at")
          .granularity(Duration.ofSeconds(1))
          .window(Duration.ofDays(7));

  @Test
  void cutAWindowIntoSteps() {
    IncrementalWindow window =
        IncrementalWindow.between("2026-01-01 00:00:00+00", "2026-01-16T12:00:00Z");
    assertThat(WEEKS.slices(window))
        .containsExactly(
            IncrementalWindow.between("2026-01-01 00:00:00+00", "2026-01-08T00:00:00Z"),
            IncrementalWindow.between("2026-01-08T00:00:00Z", "2026-01-15T00:00:00Z"),
            IncrementalWindow.between("2026-01-15T00:00:00Z", "2026-01-16T12:00:00Z"));
  }

  @Test
  void keepMonthsApart() {
    Incremental months = WEEKS.type(CursorType.DATE).window(Period.ofMonths(1));
    assertThat(months.slices(IncrementalWindow.between("2026-01-31", "2026-04-02")))
        .extracting(slice -> slice.until().orElse(""))
        .containsExactly("2026-02-28", "2026-03-31", "2026-04-02");
  }

  @Test
  void cutIds() {
    Incremental hundreds = Incremental.id("id").window(100);
    assertThat(hundreds.slices(IncrementalWindow.between("1", "250").requested()))
        .containsExactly(
            IncrementalWindow.between("1", "101").requested(),
            IncrementalWindow.between("101", "201").requested(),
            IncrementalWindow.between("201", "250").requested());
  }

  @Test
  void areOneWhereNothingCanBeCut() {
    IncrementalWindow open = IncrementalWindow.from("2026-01-01");
    assertThat(WEEKS.slices(open)).containsExactly(open);
    IncrementalWindow all = IncrementalWindow.all().until("2026-01-01");
    assertThat(WEEKS.slices(all)).containsExactly(all);
    IncrementalWindow window = IncrementalWindow.between("2026-01-01", "2026-02-01");
    assertThat(Incremental.timestamp("t").slices(window)).containsExactly(window);
    assertThat(WEEKS.slices(IncrementalWindow.between("a", "a"))).isEmpty();
  }

  @Test
  void areMadeAsTheyAreAskedFor() {
    Incremental millis = WEEKS.window(Duration.ofMillis(1)).granularity(Duration.ofMillis(1));
    Iterator<IncrementalWindow> slices =
        millis.slices(IncrementalWindow.between("0001-01-01", "9999-01-01")).iterator();
    assertThat(slices.next().until()).hasValue("0001-01-01T00:00:00.001Z");
    assertThat(slices.next().until()).hasValue("0001-01-01T00:00:00.002Z");
  }

  @Property(tries = 300)
  void joinWithoutGapAndOverlap(
      @ForAll @LongRange(min = 1_700_000_000, max = 1_800_000_000) long start,
      @ForAll @IntRange(min = 1, max = 2_000) int hours,
      @ForAll @IntRange(min = 1, max = 50) int stepHours,
      @ForAll boolean zoned) {
    Incremental strategy = WEEKS.window(Duration.ofHours(stepHours));
    String from = Instant.ofEpochSecond(start).toString();
    String until = Instant.ofEpochSecond(start + hours * 3600L).toString();
    if (zoned) {
      strategy = strategy.zone(ZoneId.of("Europe/Berlin"));
      from = from.replace("Z", "");
      until = until.replace("Z", "");
    }
    List<IncrementalWindow> slices = new ArrayList<>();
    strategy.slices(IncrementalWindow.between(from, until)).forEach(slices::add);
    String at = from;
    for (IncrementalWindow slice : slices) {
      assertThat(slice.from()).hasValue(at);
      assertThat(strategy.compare(at, slice.until().orElseThrow())).isNegative();
      at = slice.until().orElseThrow();
    }
    assertThat(at).isEqualTo(until);
  }
}
