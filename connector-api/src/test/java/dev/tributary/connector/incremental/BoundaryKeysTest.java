package dev.tributary.connector.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.split.Position;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoundaryKeysTest {
  private static final Incremental UPDATED = Incremental.timestamp("updated_at");

  private static BoundaryKeys after(Position watermark) {
    return BoundaryKeys.start(UPDATED, Optional.of(watermark));
  }

  @Test
  @DisplayName("B1.22, B2.24: of the ties at the boundary none is lost and none is repeated")
  void tellsTiesApart() {
    BoundaryKeys first = BoundaryKeys.start(UPDATED, Optional.empty());
    assertThat(first.isNew("2026-01-01T00:00:00Z", "a")).isTrue();
    assertThat(first.isNew("2026-01-02T00:00:00Z", "b")).isTrue();
    assertThat(first.isNew("2026-01-02T00:00:00Z", "c")).isTrue();
    assertThat(first.isNew("2026-01-01T00:00:00Z", "d")).isTrue();
    Position saved = first.toPosition();
    assertThat(saved).hasToString("{cursor=2026-01-02T00:00:00Z, keys=[=b, =c]}");

    BoundaryKeys second = after(saved);
    assertThat(second.isNew("2026-01-02 00:00:00.000+00", "b")).isFalse();
    assertThat(second.isNew("2026-01-02T00:00:00Z", "late")).isTrue();
    assertThat(second.isNew("2026-01-02T00:00:00Z", "c")).isFalse();
    assertThat(second.toPosition().list("keys")).containsExactly("=b", "=c", "=late");
    assertThat(second.isNew("2026-01-03T00:00:00Z", "b")).isTrue();
    assertThat(second.toPosition().list("keys")).containsExactly("=b");
  }

  @Test
  void staysWithoutRecords() {
    Position before = Position.of("cursor", "2026-01-02").with("keys", List.of("=b"));
    BoundaryKeys none = after(before);
    assertThat(none.toPosition()).isEqualTo(before);
    IncrementalWindow open = IncrementalWindow.from("2026-01-02");
    assertThat(UPDATED.watermarkAfter(open, Optional.of(before), none)).hasValue(before);
    BoundaryKeys nothingYet = BoundaryKeys.start(UPDATED, Optional.empty());
    assertThat(UPDATED.watermarkAfter(IncrementalWindow.all(), Optional.empty(), nothingYet))
        .isEmpty();
  }

  @Test
  void becomesTheWatermarkOnlyWhereThereWasNoUpperBound() {
    BoundaryKeys seen = BoundaryKeys.start(UPDATED, Optional.empty());
    seen.isNew("2026-01-02", "a");
    assertThat(UPDATED.watermarkAfter(IncrementalWindow.all(), Optional.empty(), seen))
        .hasValue(seen.toPosition());
    IncrementalWindow closed = IncrementalWindow.between("2026-01-01", "2026-01-05");
    assertThat(UPDATED.watermarkAfter(closed, Optional.empty(), seen))
        .hasValue(Position.of("cursor", "2026-01-05"));
    assertThat(UPDATED.watermarkAfter(closed.requested(), Optional.empty(), seen)).isEmpty();
  }

  @Test
  void readsTheBoundaryAgainRatherThanLoseRecordsOfIt() {
    BoundaryKeys seen = BoundaryKeys.start(UPDATED, Optional.empty());
    for (int i = 0; i < BoundaryKeys.MOST + 500; i++) {
      assertThat(seen.isNew("2026-01-02", "a key that is longer than what is kept " + i)).isTrue();
    }
    assertThat(seen.isIncomplete()).isTrue();
    BoundaryKeys next = after(seen.toPosition());
    assertThat(next.isIncomplete()).isTrue();
    int again = 0;
    for (int i = 0; i < BoundaryKeys.MOST + 500; i++) {
      again += next.isNew("2026-01-02", "a key that is longer than what is kept " + i) ? 1 : 0;
    }
    assertThat(again).isEqualTo(500);
    next.isNew("2026-01-03", "x");
    assertThat(next.isIncomplete()).isFalse();
  }

  @Test
  void doesNotGoOnFromInfinity() {
    BoundaryKeys seen = BoundaryKeys.start(UPDATED, Optional.empty());
    assertThat(seen.isNew("infinity", "a")).isTrue();
    assertThat(seen.isNew("2026-01-02", "b")).isTrue();
    assertThat(seen.highest()).hasValue("2026-01-02");
  }

  @Property(tries = 200)
  void readsEveryRecordOnceOverManyRuns(@ForAll long seed) {
    Random random = new Random(seed);
    List<long[]> source = new ArrayList<>();
    Set<Long> read = new LinkedHashSet<>();
    Optional<Position> watermark = Optional.empty();
    Incremental strategy = Incremental.id("version");
    long now = 0;
    for (int run = 0; run < 20; run++) {
      for (int i = random.nextInt(10); i > 0; i--) {
        now += random.nextInt(2);
        source.add(new long[] {now, source.size()});
      }
      BoundaryKeys keys = BoundaryKeys.start(strategy, watermark);
      String from = watermark.map(last -> last.get("cursor")).orElse("-1");
      for (long[] row : source) {
        boolean found = strategy.compare(Long.toString(row[0]), from) >= 0;
        if (found && keys.isNew(Long.toString(row[0]), Long.toString(row[1]))) {
          assertThat(read.add(row[1])).isTrue();
        }
      }
      watermark = strategy.watermarkAfter(IncrementalWindow.all(), watermark, keys);
    }
    assertThat(read).hasSameSizeAs(source);
  }
}
