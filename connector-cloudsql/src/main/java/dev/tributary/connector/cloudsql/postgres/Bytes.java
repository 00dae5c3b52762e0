package dev.tributary.connector.cloudsql.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in the order of the network. */
final class Bytes {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  static short int2(byte[] from, int at) {
    return (short) SHORTS.get(from, at);
  }

  static int uint2(byte[] from, int at) {
    return int2(from, at) & 0xffff;
  }

  static int int4(byte[] from, int at) {
    return (int) INTS.get(from, at);
  }

  static long uint4(byte[] from, int at) {
    return int4(from, at) & 0xffff_ffffL;
  }

  static long int8(byte[] from, int at) {
    return (long) LONGS.get(from, at);
  }
}
