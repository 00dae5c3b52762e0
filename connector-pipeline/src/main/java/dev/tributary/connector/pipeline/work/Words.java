package dev.tributary.connector.pipeline.work;

import java.io.Closeable;

/** Many 64-bit words, zero at first. Used by one thread. */
interface Words extends Closeable {
  long get(long index);

  void set(long index, long word);
}
