package dev.tributary.connector.read;

/**
 * What is closed if a read is cancelled, as it was registered; see {@link ReadContext#onCancel}.
 *
 * <p>Closing the hook takes it back, without closing what it would close. Whoever opens one
 * connection after another does so when it is done with each; hooks that are still there when a
 * reader or a plan is closed end with it. Thread-safe; closing again is harmless.
 *
 * @since 0.1.0
 */
public interface CancelHook extends AutoCloseable {
  @Override
  void close();
}
