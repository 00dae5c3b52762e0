package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.wire.LittleEndian;

/** The least and the greatest of numbers, as far as they have an order. */
final class NumberBounds {
  private final Physical physical;
  private boolean any;
  private boolean odd;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;
  private double leastFloat = Double.POSITIVE_INFINITY;
  private double mostFloat = Double.NEGATIVE_INFINITY;

  NumberBounds(Physical physical) {
    this.physical = physical;
  }

  /** Takes in so many numbers. */
  void take(long[] numbers, int count) {
    any |= count > 0;
    switch (physical) {
      case FLOAT -> {
        for (int i = 0; i < count; i++) {
          takeFloat(Float.intBitsToFloat((int) numbers[i]));
        }
      }
      case DOUBLE -> {
        for (int i = 0; i < count; i++) {
          takeFloat(Double.longBitsToDouble(numbers[i]));
        }
      }
      default -> {
        long low = least;
        long high = most;
        for (int i = 0; i < count; i++) {
          low = Math.min(low, numbers[i]);
          high = Math.max(high, numbers[i]);
        }
        least = low;
        most = high;
      }
    }
  }

  private void takeFloat(double value) {
    odd |= Double.isNaN(value);
    leastFloat = Math.min(leastFloat, value);
    mostFloat = Math.max(mostFloat, value);
  }

  /** Takes in what others took. */
  void take(NumberBounds others) {
    any |= others.any;
    odd |= others.odd;
    least = Math.min(least, others.least);
    most = Math.max(most, others.most);
    leastFloat = Math.min(leastFloat, others.leastFloat);
    mostFloat = Math.max(mostFloat, others.mostFloat);
  }

  /** Returns whether there are bounds: some numbers, and every one has its place among others. */
  boolean areKnown() {
    return any && !odd;
  }

  /** Returns the least as it is stored. */
  byte[] least() {
    return switch (physical) {
      // a zero may be of either sign
      case FLOAT -> plain(Float.floatToRawIntBits(leastFloat == 0 ? -0f : (float) leastFloat));
      case DOUBLE -> plain(Double.doubleToRawLongBits(leastFloat == 0 ? -0.0 : leastFloat));
      default -> plain(least);
    };
  }

  /** Returns the greatest as it is stored. */
  byte[] greatest() {
    return switch (physical) {
      case FLOAT -> plain(Float.floatToRawIntBits(mostFloat == 0 ? 0f : (float) mostFloat));
      case DOUBLE -> plain(Double.doubleToRawLongBits(mostFloat == 0 ? 0.0 : mostFloat));
      default -> plain(most);
    };
  }

  private byte[] plain(long value) {
    boolean narrow = physical == Physical.INT32 || physical == Physical.FLOAT;
    byte[] bytes = new byte[narrow ? 4 : 8];
    if (narrow) {
      LittleEndian.putInt(bytes, 0, (int) value);
    } else {
      LittleEndian.putLong(bytes, 0, value);
    }
    return bytes;
  }
}
