package dev.tributary.connector;

/** Connects once, when it is first needed, and disconnects once. Thread-safe. */
final class Lifecycle {
  /** Opens or ends what all reads share. */
  interface Step {
    void run() throws Exception;
  }

  private final Step connect;
  private final Step disconnect;
  private boolean connected;
  private boolean closed;

  Lifecycle(Step connect, Step disconnect) {
    this.connect = connect;
    this.disconnect = disconnect;
  }

  /** Connects, unless that was done before. */
  synchronized void connected() throws Exception {
    use();
    if (!connected) {
      connect.run();
      connected = true;
    }
  }

  /** Refuses a connector that was closed. */
  synchronized void use() {
    if (closed) {
      throw new IllegalStateException("the connector is closed");
    }
  }

  /** Disconnects, unless nothing was connected. */
  synchronized void close() throws Exception {
    boolean disconnecting = connected && !closed;
    closed = true;
    if (disconnecting) {
      disconnect.run();
    }
  }
}
