package dev.tributary.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Orders as a binary protocol sends them: numbers big-endian, texts with a length before them. */
final class Messages {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final String[] STATES = {
    "new", "packed", "on its way", "delivered to a neighbour"
  };

  private final byte[] bytes;
  private final int[] starts;

  Messages(int rows) {
    Random random = new Random(42);
    ByteBuffer out = ByteBuffer.allocate(rows * 400);
    starts = new int[rows];
    for (int row = 0; row < rows; row++) {
      starts[row] = out.position();
      out.putLong(1_000_000_000_000L + row);
      out.putInt(random.nextInt(100));
      out.putDouble(random.nextDouble() * 100);
      out.putLong(random.nextInt(1_000_000));
      out.put((byte) random.nextInt(2));
      out.putInt(20_000 + random.nextInt(1000));
      out.putLong(1_750_000_000_000_000L + random.nextInt());
      out.putLong(1_750_000_000_000_000L + random.nextInt());
      out.putLong(random.nextLong());
      out.putLong(random.nextLong());
      text(out, "customer" + random.nextInt(100_000) + "@example.org");
      text(out, "Order " + STATES[random.nextInt(STATES.length)]);
      text(out, "{\"channel\":\"web\",\"items\":" + random.nextInt(9) + ",\"gift\":false}");
    }
    bytes = new byte[out.position()];
    out.flip().get(bytes);
  }

  private static void text(ByteBuffer out, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.put((byte) utf8.length).put(utf8);
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int row) {
    return starts[row];
  }

  static long getLong(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static int getInt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static double getDouble(byte[] bytes, int at) {
    return Double.longBitsToDouble(getLong(bytes, at));
  }
}
