package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.Malformed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes the levels of one page: how deep each value is defined, or repeated. */
public final class Levels {
  private final @Nullable RunDecoder runs;
  private final byte[] bytes;
  private final int end;
  private final int width;
  private final int max;
  private long bit;

  private Levels(@Nullable RunDecoder runs, byte[] bytes, int from, int end, int max) {
    this.runs = runs;
    this.bytes = bytes;
    this.end = end;
    this.max = max;
    this.width = width(max);
    this.bit = (long) from << 3;
  }

  /** Returns how many bits a level takes that is at most this. */
  public static int width(int max) {
    return 32 - Integer.numberOfLeadingZeros(max);
  }

  /** Returns levels in the form of runs. */
  public static Levels runs(byte[] bytes, int from, int end, int max) {
    return new Levels(new RunDecoder(bytes, from, end, width(max)), bytes, from, end, max);
  }

  /** Returns levels as bits, highest first, which old writers wrote. */
  public static Levels packed(byte[] bytes, int from, int end, int max) {
    return new Levels(null, bytes, from, end, max);
  }

  /** Returns levels that are all the same, of which nothing is stored. */
  public static Levels none() {
    return new Levels(null, new byte[0], 0, 0, 0);
  }

  /** Decodes the next levels. */
  public void read(int[] into, int count) {
    if (max == 0) {
      Arrays.fill(into, 0, count, 0);
      return;
    }
    if (runs != null) {
      runs.read(into, count);
    } else {
      unpack(into, count);
    }
    for (int i = 0; i < count; i++) {
      if (into[i] > max) {
        throw Malformed.of("a level of " + into[i] + " where " + max + " is the highest");
      }
    }
  }

  private void unpack(int[] into, int count) {
    if ((bit + (long) count * width + 7) >>> 3 > end) {
      throw Malformed.tooShort("packed levels end too early");
    }
    for (int i = 0; i < count; i++) {
      int level = 0;
      for (int b = 0; b < width; b++, bit++) {
        level = level << 1 | (bytes[(int) (bit >>> 3)] >>> (7 - (bit & 7)) & 1);
      }
      into[i] = level;
    }
  }
}
