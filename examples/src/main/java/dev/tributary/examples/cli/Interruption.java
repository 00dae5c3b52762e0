package dev.tributary.examples.cli;

import dev.tributary.examples.terminal.Terminal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order when the process is told to end, as by Ctrl-C: what was staged is noted,
 * and the next run goes on there. A second Ctrl-C changes nothing; a kill is safe too, but reads
 * more again.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /** Begins to listen, for the thread that calls this. */
  Interruption(Terminal notes) {
    Thread worker = Thread.currentThread();
    hook =
        new Thread(
            () -> {
              notes.line("    ending; what was read is kept, and the next run goes on there");
              worker.interrupt();
              await();
            },
            "tributary-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return; // as safe as a kill
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that the run has ended and everything is told; the process may end. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return; // the hook is running
    }
  }
}
