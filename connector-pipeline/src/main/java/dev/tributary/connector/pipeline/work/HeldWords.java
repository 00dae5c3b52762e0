package dev.tributary.connector.pipeline.work;

/** Words on the heap. */
final class HeldWords implements Words {
  private final long[] words;

  HeldWords(int count) {
    words = new long[count];
  }

  @Override
  public long get(long index) {
    return words[(int) index];
  }

  @Override
  public void set(long index, long word) {
    words[(int) index] = word;
  }

  @Override
  public void close() {}
}
