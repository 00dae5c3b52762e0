package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.Malformed;

/** Decodes integers from their differences. */
final class Delta implements ValueDecoder {
  private final DeltaReader reader;
  private final boolean narrow;
  private final long[] numbers = new long[Values.CAPACITY];

  Delta(Physical type, byte[] bytes, int from, int end) {
    if (type != Physical.INT32 && type != Physical.INT64) {
      throw Malformed.of("differences of " + type);
    }
    reader = new DeltaReader(bytes, from, end);
    narrow = type == Physical.INT32;
  }

  @Override
  public void decode(Values into, int count) {
    if (!narrow) {
      reader.read(into.longs, count);
      return;
    }
    reader.read(numbers, count);
    for (int i = 0; i < count; i++) {
      into.ints[i] = (int) numbers[i];
    }
  }
}
