package dev.tributary.connector.testkit;

/** What a reader of a {@link FakeSource} blocks in, closed by its cancel hook. Thread-safe. */
final class Line implements AutoCloseable {
  private volatile boolean closed;

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
