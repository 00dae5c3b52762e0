package dev.tributary.connector.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
  private static final int ADDED = 60_000;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 1 << 12, 1})
  void saysOfEachHashWhetherItIsNewAsAHashSetDoes(long slotsHeld) throws IOException {
    Random random = new Random(slotsHeld);
    Set<UUID> expected = new HashSet<>();
    try (KeySet keys = new KeySet(directory, slotsHeld)) {
      for (int i = 0; i < ADDED; i++) {
        // Half of them come from a few values whose first bits are alike, zeros included.
        boolean alike = random.nextBoolean();
        long high = alike ? -random.nextInt(2) : random.nextLong();
        long low = alike ? random.nextInt(ADDED / 100) : random.nextInt(4);
        boolean isZero = high == 0 && low == 0;
        boolean isNew = expected.add(new UUID(high, isZero ? 1 : low));
        assertThat(keys.add(high, low)).isEqualTo(isNew);
      }
      assertThat(keys.size()).isEqualTo(expected.size());
      assertThat(keys.isHeld()).isEqualTo(slotsHeld == 1 << 20);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void leavesNothingBehindThatAKilledProcessCouldNotDelete() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    try (KeySet keys = new KeySet(directory, 1)) {
      for (int i = 0; i < 5000; i++) {
        keys.add((long) i << 50, i + 1);
      }
      assertThat(keys.isHeld()).isFalse();
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void keepsWhatItHasWhereThereIsNoRoomForMore() throws IOException {
    try (KeySet keys = new KeySet(directory.resolve("none"), 1)) {
      assertThatThrownBy(
              () -> {
                for (int i = 1; i < 5000; i++) {
                  keys.add(i, i);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(keys.size()).isEqualTo(768);
      assertThat(keys.isHeld()).isTrue();
    }
  }
}
