package dev.tributary.benchmarks;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;

/** Decodes some messages into arrays that are used again, and adds them to a batch as one block. */
final class ValueSlots {
  private static final int ROWS = 256;

  private final long[] id = new long[ROWS];
  private final int[] quantity = new int[ROWS];
  private final double[] weight = new double[ROWS];
  private final long[] total = new long[ROWS];
  private final byte[] paid = new byte[ROWS];
  private final int[] day = new int[ROWS];
  private final long[] localAt = new long[ROWS];
  private final long[] at = new long[ROWS];
  private final long[] key = new long[2 * ROWS];
  private final int[][] starts = new int[3][ROWS];
  private final int[][] ends = new int[3][ROWS];

  /** Returns a batch of all messages. */
  RecordBatch write(Messages messages, int rows, BatchBuilder builder) {
    for (int first = 0; first < rows; first += ROWS) {
      int count = Math.min(ROWS, rows - first);
      for (int i = 0; i < count; i++) {
        decode(messages.bytes(), messages.start(first + i), i);
      }
      if (!add(messages.bytes(), builder, count)) {
        throw new IllegalStateException("every value was to fit");
      }
      if (builder.isFull() && first + count < rows) {
        throw new IllegalStateException("the batch was to hold all rows");
      }
    }
    return builder.build();
  }

  private void decode(byte[] bytes, int from, int i) {
    id[i] = Messages.getLong(bytes, from);
    quantity[i] = Messages.getInt(bytes, from + 8);
    weight[i] = Messages.getDouble(bytes, from + 12);
    total[i] = Messages.getLong(bytes, from + 20);
    paid[i] = bytes[from + 28];
    day[i] = Messages.getInt(bytes, from + 29);
    localAt[i] = Messages.getLong(bytes, from + 33);
    at[i] = Messages.getLong(bytes, from + 41);
    key[2 * i] = Messages.getLong(bytes, from + 49);
    key[2 * i + 1] = Messages.getLong(bytes, from + 57);
    int next = from + 65;
    for (int text = 0; text < 3; text++) {
      starts[text][i] = next + 1;
      next += 1 + bytes[next];
      ends[text][i] = next;
    }
  }

  private boolean add(byte[] bytes, BatchBuilder builder, int count) {
    return builder
        .block(count)
        .longs(0, id, 0)
        .ints(1, quantity, 0)
        .doubles(2, weight, 0)
        .decimals(3, total, 0, 2)
        .texts(4, bytes, starts[0], ends[0], 0)
        .texts(5, bytes, starts[1], ends[1], 0)
        .booleans(6, paid, 0)
        .days(7, day, 0)
        .micros(8, localAt, 0)
        .micros(9, at, 0)
        .uuids(10, key, 0)
        .texts(11, bytes, starts[2], ends[2], 0)
        .add();
  }
}
