package dev.tributary.connector.files.avro.container;

/** Records that were compressed together. Immutable, but for its bytes, which nobody changes. */
public final class Block {
  private final long at;
  private final long next;
  private final long count;
  private final byte[] bytes;

  Block(long at, long next, long count, byte[] bytes) {
    this.at = at;
    this.next = next;
    this.count = count;
    this.bytes = bytes;
  }

  /** Returns where it starts. */
  public long at() {
    return at;
  }

  /** Returns where the block after it starts. */
  public long next() {
    return next;
  }

  /** Returns how many records it says that it has. */
  public long count() {
    return count;
  }

  /** Returns an input of its records. */
  public Input open() {
    return new Input(bytes, 0, bytes.length);
  }
}
