package dev.tributary.connector.files.parquet.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.files.parquet.wire.Malformed;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our Snappy against the library's. */
class SnappyTest {
  @Test
  void unpacksWhatTheLibraryPacks() {
    SnappyCompressor library = new SnappyCompressor();
    for (int seed = 0; seed < 2_000; seed++) {
      byte[] bytes = bytes(new Random(seed));
      byte[] packed = new byte[library.maxCompressedLength(bytes.length)];
      int length = library.compress(bytes, 0, bytes.length, packed, 0, packed.length);
      byte[] exact = Arrays.copyOf(packed, length);
      byte[] out = new byte[3 + bytes.length + Snappy.SPARE];
      int end = Snappy.unpack(exact, 0, length, out, 3, bytes.length);
      assertThat(end).as("seed " + seed).isEqualTo(3 + bytes.length);
      assertThat(Arrays.copyOfRange(out, 3, end)).as("seed " + seed).isEqualTo(bytes);
    }
  }

  @Test
  void refusesOrUnpacksBrokenBlocksAsTheLibraryDoes() {
    SnappyCompressor library = new SnappyCompressor();
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = bytes(random);
      byte[] packed = new byte[library.maxCompressedLength(bytes.length)];
      int length = library.compress(bytes, 0, bytes.length, packed, 0, packed.length);
      byte[] broken = Arrays.copyOf(packed, random.nextInt(8) == 0 ? length / 2 : length);
      for (int i = random.nextInt(3); i >= 0 && broken.length > 3; i--) {
        broken[3 + random.nextInt(broken.length - 3)] = (byte) random.nextInt();
      }
      byte[] out = new byte[bytes.length + Snappy.SPARE];
      byte[] theirs = new byte[bytes.length];
      boolean ours;
      try {
        ours = Snappy.unpack(broken, 0, broken.length, out, 0, bytes.length) == bytes.length;
      } catch (Malformed refused) {
        ours = false;
      }
      boolean same;
      try {
        new SnappyDecompressor().decompress(broken, 0, broken.length, theirs, 0, theirs.length);
        same = Arrays.equals(theirs, Arrays.copyOf(out, theirs.length));
      } catch (RuntimeException refused) {
        same = true;
      }
      assertThat(!ours || same).as("seed " + seed).isTrue();
    }
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 50 : 5_000)];
    int letters = 1 + random.nextInt(20);
    for (int i = 0; i < bytes.length; i++) {
      int back = 1 + random.nextInt(100);
      bytes[i] =
          i > back && random.nextInt(8) > 0
              ? bytes[i - back]
              : (byte) ('a' + random.nextInt(letters));
    }
    return bytes;
  }
}
