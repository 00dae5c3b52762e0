package dev.tributary.connector.pagination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B1.7: cursors that were seen")
class SeenCursorsTest {

  @Test
  void forgetsTheOldestAndKeepsTheRest() {
    SeenCursors seen = new SeenCursors();
    ArrayDeque<Long> kept = new ArrayDeque<>();
    Set<Long> expected = new HashSet<>();
    Random random = new Random(5);
    for (int i = 0; i < 4 * SeenCursors.REMEMBERED; i++) {
      long hash = random.nextLong() & 0xffff_0000_0001_ffffL; // equal places
      boolean isNew = seen.add(hash);
      if (expected.contains(hash)) {
        assertThat(isNew).isFalse();
      } else if (isNew) {
        kept.add(hash);
        expected.add(hash);
        if (kept.size() > SeenCursors.REMEMBERED) {
          expected.remove(kept.remove());
        }
      }
    }
    for (long hash : kept) {
      assertThat(seen.add(hash)).isFalse();
    }
  }

  @Test
  void findsACycleThatIsLongerThanItsMemory() {
    SeenCursors seen = new SeenCursors();
    int cycle = 3 * SeenCursors.REMEMBERED;
    long pages = 0;
    while (seen.add(SeenCursors.mix(1 + pages % cycle))) {
      pages++;
      assertThat(pages).isLessThan(4L * cycle);
    }
  }

  @Test
  void neverTakesDifferentCursorsForEqual() {
    SeenCursors seen = new SeenCursors();
    for (int i = 0; i < 3_000_000; i++) {
      if (!seen.add(SeenCursors.hash("eyJpZCI6" + i + "}"))) {
        throw new AssertionError("cursor " + i + " counts as seen");
      }
    }
  }
}
